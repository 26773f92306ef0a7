-- Fills the tables that are known to lack something, as far as the status names them.
local os = require("os")

local tables = {}
for _, row in ipairs(obj.status.tables or {}) do
  if row.state == "Incomplete" then
    tables[#tables + 1] = row.name
  end
end

local operation = {
  apiVersion = "cdcpipeline.io/v1alpha1",
  kind = "CdcOperation",
  metadata = {
    name = obj.metadata.name .. "-snapshot-" .. os.date("!%Y%m%d%H%M%S"),
    namespace = obj.metadata.namespace,
  },
  spec = {pipeline = obj.metadata.name, snapshot = {tables = tables}},
}
return {{operation = "create", resource = operation}}
