// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/pathcolumns.h"

#include "ui/look/format.h"

namespace helio {

namespace {

constexpr qsizetype PathCellBytes = 300;

} // namespace

void PathColumns::insert(qsizetype at, const JsonPath &path)
{
    paths_.insert(at, path);
    lastPath_ = -1;
}

void PathColumns::remove(qsizetype at)
{
    paths_.removeAt(at);
    lastPath_ = -1;
}

const PathColumns::Cell &PathColumns::cell(qsizetype path, quint64 sequence, QByteArrayView data) const
{
    if (path == lastPath_ && sequence == lastSequence_)
        return last_;
    lastPath_ = path;
    lastSequence_ = sequence;
    last_ = {};
    if (data.size() > MaximumBytes) {
        last_.text = QStringLiteral("…");
        return last_;
    }
    const auto value = paths_[path].find(data);
    if (!value)
        return last_;
    last_.isNumber = value->kind == JsonValue::Kind::Number;
    last_.text = value->kind == JsonValue::Kind::String ? format::oneLine(value->unescaped(), PathCellBytes)
                                                        : format::oneLine(value->text, PathCellBytes);
    return last_;
}

bool PathColumns::isNumber(qsizetype path, QByteArrayView data) const
{
    if (data.size() > MaximumBytes)
        return false;
    const auto value = paths_[path].find(data);
    return value && value->kind == JsonValue::Kind::Number;
}

} // namespace helio
