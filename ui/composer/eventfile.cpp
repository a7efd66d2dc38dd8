// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/eventfile.h"

#include "event/position.h"
#include "event/rules.h"
#include "json/jsonprinter.h"
#include "json/jsonvalue.h"
#include "json/utf8.h"

#include <QFileInfo>

namespace helio {

namespace {

/// Of an export of ours, or a browser's: what the standard dispatches without a type.
constexpr QByteArrayView MessageType("message");

} // namespace

EventFile::EventFile(const QString &path, Form form, const Publication &base)
    : file_(path)
    , form_(form)
    , base_(base)
{}

EventFile::Form EventFile::formOf(const QString &path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    return ending == QLatin1String("ndjson") || ending == QLatin1String("jsonl") ? Form::Ndjson : Form::Text;
}

bool EventFile::open()
{
    // A folder opens on some systems, and a pipe may have nothing for hours.
    if (!QFileInfo(file_.fileName()).isFile())
        problem_ = tr("%1 is no file.").arg(file_.fileName());
    else if (!file_.open(QIODevice::ReadOnly))
        problem_ = tr("%1 cannot be read: %2").arg(file_.fileName(), file_.errorString());
    size_ = file_.size();
    return problem_.isEmpty();
}

PublicationSource::Next EventFile::next()
{
    Next next;
    QByteArray line;
    bool isTooLong = false;
    do {
        if (!readLine(line, isTooLong)) {
            next.atEnd = true;
            if (file_.error() != QFileDevice::NoError)
                next.problem = tr("%1 cannot be read: %2").arg(file_.fileName(), file_.errorString());
            return next;
        }
    } while (line.isEmpty() && !isTooLong);
    next.line = line_;
    if (isTooLong) {
        next.problem = tr("it is longer than %1 bytes").arg(MaximumLineBytes);
        return next;
    }
    next.publication = publicationOf(line, &next.problem);
    if (next.publication)
        next.problem = publicationProblem(*next.publication).translated();
    if (!next.problem.isEmpty())
        next.publication.reset();
    return next;
}

/// The next line without its end; of one that is too long only that it was there. False at the end.
bool EventFile::readLine(QByteArray &line, bool &isTooLong)
{
    line = file_.readLine(MaximumLineBytes + 2);
    if (line.isEmpty())
        return false;
    ++line_;
    isTooLong = line.size() > MaximumLineBytes && !line.endsWith('\n');
    for (QByteArray rest = line; isTooLong && !rest.isEmpty() && !rest.endsWith('\n');)
        rest = file_.readLine(MaximumLineBytes);
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    if (line_ == 1)
        line = withoutByteOrderMark(line).toByteArray();
    if (form_ == Form::Ndjson)
        line = line.trimmed();
    return true;
}

std::optional<Publication> EventFile::publicationOf(const QByteArray &line, QString *problem) const
{
    Publication publication = base_;
    if (form_ == Form::Text) {
        publication.data = line;
        return publication;
    }
    JsonValue::Mistake mistake;
    const auto json = JsonValue::read(line, &mistake);
    if (!json) {
        *problem = tr("no JSON, at column %1: %2").arg(mistake.column).arg(mistake.what);
        return std::nullopt;
    }
    const auto data = json->member("data");
    if (!data) {
        *problem = tr("no object with “data”");
        return std::nullopt;
    }
    publication.data.clear();
    if (data->kind == JsonValue::Kind::String)
        publication.data = data->unescaped();
    else
        appendCompact(publication.data, *data);
    const auto text = [&json](QByteArrayView name) {
        const auto value = json->member(name);
        return value && value->kind != JsonValue::Kind::Null ? value->unescaped() : QByteArray();
    };
    if (const QByteArray channel = text("channel"); !channel.isEmpty())
        publication.channel = channel;
    QByteArray type = text("type");
    if (type.isEmpty())
        type = text("event");
    if (!type.isEmpty())
        publication.type = type == MessageType ? QByteArray() : type;
    // One that a hub gave names a place in that hub's history: here it gets a new one.
    if (const QByteArray id = text("id"); !id.isEmpty() && !Position::hasForm(id))
        publication.id = id;
    if (const auto retry = json->member("retry"); retry && retry->kind != JsonValue::Kind::Null) {
        bool isNumber = false;
        publication.retry = std::chrono::milliseconds(retry->text.toLongLong(&isNumber));
        if (!isNumber) {
            *problem = tr("“retry” is no whole number of milliseconds");
            return std::nullopt;
        }
    }
    return publication;
}

std::optional<double> EventFile::part() const
{
    if (size_ <= 0)
        return 1;
    return std::min(1.0, double(file_.pos()) / double(size_));
}

} // namespace helio
