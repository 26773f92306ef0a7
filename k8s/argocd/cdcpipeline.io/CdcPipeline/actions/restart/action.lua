-- Starts the job anew: its driver ends in order, and another one goes on where it was.
local os = require("os")

local operation = {
  apiVersion = "cdcpipeline.io/v1alpha1",
  kind = "CdcOperation",
  metadata = {
    name = obj.metadata.name .. "-restart-" .. os.date("!%Y%m%d%H%M%S"),
    namespace = obj.metadata.namespace,
  },
  spec = {pipeline = obj.metadata.name, restart = {stage = "Apply"}},
}
return {{operation = "create", resource = operation}}
