"""Where the lab finds a pipeline, and what it says where there is none."""

import json
import tempfile
import unittest
from pathlib import Path

from cdc_lab import kafka
from cdc_lab.endpoints import EndpointsError, find, read
from cdc_lab.lake import Lake

DOCUMENT = {
    "host": "127.0.0.1",
    "port": 5432,
    "database": "inventory",
    "user": "app",
    "passwordFile": "to be set",
    "bootstrapServers": "127.0.0.1:9092",
    "lake": "file:/a lake",
    "layout": "{schema}/{table}",
    "topicPrefix": "inv",
}


class EndpointsTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="a lab ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def written(self, folder: Path, **other: object) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "password").write_text("s3cret\n")
        document = {**DOCUMENT, "passwordFile": str(folder / "password"), **other}
        file = folder / "endpoints.json"
        file.write_text(json.dumps(document))
        return file

    def test_the_folder_that_cdc_dir_names_comes_first(self) -> None:
        self.written(self.folder / "named", port=1)
        self.written(self.folder / ".cdc", port=2)
        self.assertEqual(find({"CDC_DIR": str(self.folder / "named")}, self.folder).port, 1)

    def test_what_a_pod_has_mounted_comes_before_a_folder(self) -> None:
        self.written(self.folder / "mounted", port=1)
        self.written(self.folder / ".cdc", port=2)
        self.assertEqual(find({"CDC_LAB_PIPELINE": str(self.folder / "mounted")}, self.folder).port, 1)

    def test_a_folder_above_has_the_pipeline(self) -> None:
        self.written(self.folder / ".cdc", port=3)
        deep = self.folder / "a" / "b"
        deep.mkdir(parents=True)
        self.assertEqual(find({}, deep).port, 3)

    def test_without_a_pipeline_it_says_how_to_get_one(self) -> None:
        with self.assertRaisesRegex(EndpointsError, "cdc up FILE"):
            find({"CDC_DIR": str(self.folder / "nothing")}, self.folder)

    def test_a_table_with_another_name_in_the_lake_is_found_by_both(self) -> None:
        entries = [
            {"tables": r"(?-i)(?:shop\.kept)", "mode": "Mirror"},
            {"tables": r"(?-i)(?:shop\..*)", "mode": "Mirror", "target": "lake.{schema}_{table}"},
        ]
        lake = Lake(read(self.written(self.folder, tableSettings={"tables": entries})))
        self.assertEqual(lake.path("shop.orders"), "/a lake/lake/shop_orders")
        self.assertEqual(lake.path("lake.shop_orders"), "/a lake/lake/shop_orders")
        self.assertEqual(lake.path("shop.kept"), "/a lake/shop/kept")
        self.assertEqual(lake.path("shop.{table}"), "/a lake/lake/shop_{table}")

    def test_a_missing_key_is_named(self) -> None:
        file = self.written(self.folder)
        document = json.loads(file.read_text())
        del document["layout"]
        file.write_text(json.dumps(document))
        with self.assertRaisesRegex(EndpointsError, "has no layout"):
            read(file)

    def test_the_password_is_not_in_what_is_printed(self) -> None:
        found = read(self.written(self.folder))
        self.assertEqual(found.password(), "s3cret")
        self.assertNotIn("s3cret", repr(found))

    def test_in_a_cluster_the_user_stands_in_a_file(self) -> None:
        (self.folder / "username").write_text("lab\n")
        self.assertEqual(read(self.written(self.folder, userFile=str(self.folder / "username"))).user, "lab")

    def test_a_table_is_where_the_layout_says(self) -> None:
        self.assertEqual(Lake(read(self.written(self.folder))).path("shop.orders"), "/a lake/shop/orders")
        store = self.written(self.folder, lake="s3a://bucket/shop/", layout="{table}")
        self.assertEqual(Lake(read(store)).path("shop.orders"), "s3://bucket/shop/orders")

    def test_a_login_of_java_becomes_one_of_python(self) -> None:
        (self.folder / "user").write_text("ann\n")
        (self.folder / "secret").write_text("pa\n")
        reference = "${directory:" + str(self.folder) + ":%s}"
        login = f'x.ScramLoginModule required username="{reference % "user"}" password="{reference % "secret"}";'
        properties = {
            "security.protocol": "SASL_SSL",
            "sasl.mechanism": "SCRAM-SHA-512",
            "sasl.jaas.config": login,
            "ssl.truststore.location": "/ca.crt",
        }
        settings = kafka.client_settings(read(self.written(self.folder, kafka=properties)))
        self.assertEqual((settings["sasl_plain_username"], settings["sasl_plain_password"]), ("ann", "pa"))
        self.assertEqual((settings["security_protocol"], settings["ssl_cafile"]), ("SASL_SSL", "/ca.crt"))


if __name__ == "__main__":
    unittest.main()
