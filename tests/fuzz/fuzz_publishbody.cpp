// SPDX-License-Identifier: GPL-3.0-or-later
#include "budget.h"
#include "json/jsonvalue.h"
#include "json/utf8.h"
#include "server/publishbody.h"

// The input is the body of POST /publish, as JSON and as NDJSON, and of POST /api/notify. What is taken from it is
// UTF-8; data that was JSON is JSON again, and published once more as it is, it stays byte for byte.

namespace {

using namespace helio;
using Form = PublishBodyReader::Form;
using helio::fuzz::require;

void judge(const PublishBody &body, const QByteArray &input)
{
    require(body.problem.isEmpty() || body.publications.isEmpty(), "events of a body that is refused");
    qsizetype bytes = 0;
    for (const Publication &publication : body.publications) {
        require(!firstInvalidUtf8(publication.data) && !firstInvalidUtf8(publication.channel) &&
                    !firstInvalidUtf8(publication.type) && !firstInvalidUtf8(publication.id),
                "an event that is not UTF-8");
        bytes += publication.data.size();
    }
    require(bytes <= input.size(), "more data than came");
}

void judgeValue(const QByteArray &value)
{
    JsonValue::Mistake mistake;
    if (!JsonValue::read(withoutByteOrderMark(value), &mistake, 100) || value.trimmed().startsWith('"') ||
        value.trimmed().startsWith("\xef\xbb\xbf"))
        return;
    const PublishBody once = readPublishBody("{\"data\":" + value + '}', Form::Json);
    require(once.problem.isEmpty() && once.publications.size() == 1, "JSON that is no data");
    const QByteArray compact = once.publications.constFirst().data;
    const PublishBody twice = readPublishBody("{\"data\":" + compact + '}', Form::Ndjson);
    require(twice.problem.isEmpty() && twice.publications.constFirst().data == compact,
            "data that changes when it is published again");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const helio::fuzz::WorkBudget budget(size);
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    judge(readPublishBody(input, Form::Json), input);
    judge(readPublishBody(input, Form::Ndjson), input);
    judgeValue(input);
    const Notification notification = parseNotification(input, QStringLiteral("2026-01-01T00:00:00Z"));
    if (notification.problem.isEmpty()) {
        JsonValue::Mistake mistake;
        require(!notification.userId.isEmpty() && JsonValue::read(notification.data, &mistake, 200).has_value(),
                "a notification that is no JSON");
    }
    return 0;
}
