// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/strictjson.h"

#include <set>
#include <stdexcept>

namespace helio {

namespace {

using Json = nlohmann::json;

constexpr int MaximumDepth = 16;

struct Refused : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

} // namespace

std::optional<Json> parseStrictObject(QByteArrayView text)
{
    std::vector<std::set<std::string>> members; // of the objects around the present place
    const auto look = [&members](int depth, Json::parse_event_t event, Json &parsed) {
        if (depth > MaximumDepth)
            throw Refused("too deep");
        if (event == Json::parse_event_t::object_start)
            members.emplace_back();
        else if (event == Json::parse_event_t::object_end)
            members.pop_back();
        else if (event == Json::parse_event_t::key && !members.back().insert(parsed.get<std::string>()).second)
            throw Refused("said twice");
        return true;
    };
    try {
        Json json = Json::parse(text.begin(), text.end(), look);
        if (json.is_object())
            return json;
    } catch (const Json::exception &) {
    } catch (const Refused &) {
    }
    return {};
}

} // namespace helio
