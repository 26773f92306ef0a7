"""Short cells for the notebooks: where a pipeline's parts are, its rows on both sides, its topics, how it is."""

from cdc_lab.arrival import Arrival
from cdc_lab.endpoints import Endpoints, EndpointsError
from cdc_lab.lab import Lab

__all__ = ["Arrival", "Endpoints", "EndpointsError", "Lab"]
