// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonscan.h"

namespace helio {

using namespace jsonscan;

JsonChildren::JsonChildren(const JsonValue &container)
    : isObject_(container.kind == JsonValue::Kind::Object)
{
    if (container.isContainer() && container.text.size() >= 2)
        rest_ = container.text.sliced(1, container.text.size() - 2);
}

bool JsonChildren::next()
{
    const auto stop = [this] {
        rest_ = {};
        return false;
    };
    qsizetype at = afterSpace(rest_, 0);
    if (index_ >= 0 && at < rest_.size()) {
        if (rest_[at] != ',')
            return stop();
        at = afterSpace(rest_, at + 1);
    }
    if (at >= rest_.size())
        return stop();
    if (isObject_) {
        const qsizetype end = rest_[at] == '"' ? afterString(rest_, at) : -1;
        if (end < 0)
            return stop();
        key_ = rest_.sliced(at, end - at);
        at = afterSpace(rest_, end);
        if (at >= rest_.size() || rest_[at] != ':')
            return stop();
        at = afterSpace(rest_, at + 1);
        if (at >= rest_.size())
            return stop();
    }
    const qsizetype end = afterValue(rest_, at);
    if (end <= at)
        return stop();
    value_ = {*kindOf(rest_[at]), rest_.sliced(at, end - at)};
    rest_ = rest_.sliced(end);
    ++index_;
    return true;
}

QByteArray JsonChildren::keyText() const
{
    return keyValue().unescaped();
}

bool JsonChildren::hasKey(QByteArrayView name) const
{
    if (key_.size() < 2)
        return false;
    if (key_.sliced(1, key_.size() - 2) == name)
        return !name.contains('\\');
    return key_.contains('\\') && keyText() == name;
}

} // namespace helio
