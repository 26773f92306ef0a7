local suspended = obj.spec.suspend == true
local applying = false
local incomplete = false
if obj.status ~= nil then
  for _, condition in ipairs(obj.status.conditions or {}) do
    applying = applying or condition.type == "Applying" and condition.status == "True"
  end
  for _, row in ipairs(obj.status.tables or {}) do
    incomplete = incomplete or row.state == "Incomplete"
  end
end

return {
  ["suspend"] = {["disabled"] = suspended},
  ["resume"] = {["disabled"] = not suspended},
  ["restart"] = {["disabled"] = suspended},
  ["snapshot"] = {["disabled"] = not (applying and incomplete)},
}
