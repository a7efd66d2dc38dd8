// SPDX-License-Identifier: GPL-3.0-or-later
#include "budget.h"
#include "event/jsonstreamreader.h"
#include "json/utf8.h"
#include "lens/lens.h"

// The first line says what is fuzzed. A dialect's file: whatever it is, it is read, or refused with its line, and what
// was read takes any event. Events of a dialect that is built in: whatever they say, texts are UTF-8, changes name
// parts that are there, what is kept is bounded, a copy goes on as the original does, and in the end all messages have
// ended.

namespace {

using helio::fuzz::require;

using namespace helio;

LensBounds smallBounds()
{
    LensBounds bounds;
    bounds.openMessages = 8;
    bounds.endedMessages = 16;
    bounds.parts = 16;
    bounds.elements = 64;
    bounds.messageBytes = 4096;
    return bounds;
}

void checkMessages(const Lens &lens, const LensBounds &bounds)
{
    require(lens.messages().size() <= size_t(bounds.endedMessages + bounds.openMessages), "too many messages");
    for (const LensMessage &message : lens.messages()) {
        require(message.parts.size() <= bounds.parts, "too many parts");
        qsizetype bytes = 0;
        for (const LensPart &part : message.parts) {
            require(!firstInvalidUtf8(part.text), "a text that is no UTF-8");
            require(part.kind != LensPart::Kind::Tool || part.json.isBroken() || part.shown().trimmed().isEmpty() ||
                        JsonValue::read(part.shown(), nullptr, PartialJson::MaximumDepth + 1),
                    "arguments that are shown as no JSON");
            bytes += part.text.size();
        }
        require(bytes <= bounds.messageBytes + 3 * bounds.parts, "too many bytes");
        QByteArray line;
        appendJson(line, message);
        require(JsonValue::read(line).has_value(), "a message that is no JSON");
    }
    for (const LensChange &change : lens.changes()) {
        const LensMessage *const message = lens.message(change.message);
        if (!message || change.kind != LensChange::Kind::Grew)
            continue;
        require(change.from >= 0, "a change before the beginning");
    }
}

void readEvents(Lens lens, const QByteArrayList &events, const LensBounds &bounds)
{
    quint64 number = 0;
    for (const QByteArray &data : events)
        lens.feed(Event{{}, {}, {}, data}, qint64(number) * 1000, ++number);
    Lens copy = lens;
    lens.onEnd(0);
    checkMessages(lens, bounds);
    for (const LensMessage &message : lens.messages())
        require(message.isEnded(), "a message without an end");
    copy.onStopped(0);
    checkMessages(copy, bounds);
}

void readFile(const QByteArray &file, const QByteArrayList &events, const LensBounds &bounds)
{
    QString problem;
    const auto dialect = Dialect::read(file, QStringLiteral("f.json"), problem);
    require(dialect.has_value() == problem.isEmpty(), "a problem without a reason");
    if (!dialect) {
        require(problem.startsWith(QLatin1String("f.json")), "a problem without its file");
        return;
    }
    dialect->score("message", events.value(0), {});
    readEvents(Lens(*dialect, bounds), events, bounds);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const helio::fuzz::WorkBudget budget(20 * size + 1000);
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype lineEnd = std::max<qsizetype>(input.indexOf('\n'), 0);
    const QByteArray name = input.first(lineEnd);
    const LensBounds bounds = smallBounds();
    if (name == "file") {
        // Behind a line of its own stand events for it.
        const QByteArray rest = input.sliced(lineEnd);
        const qsizetype end = rest.indexOf("\n--\n");
        readFile(end < 0 ? rest : rest.first(end), end < 0 ? QByteArrayList{"{}"} : rest.sliced(end + 4).split('\n'),
                 bounds);
        return 0;
    }
    JsonStreamReader reader(name == "array" ? StreamFormat::JsonArray : StreamFormat::JsonLines, 1 << 20, true);
    reader.feed(QByteArrayView(input).sliced(lineEnd));
    reader.finish();
    QByteArrayList events;
    QByteArray joined;
    while (const auto item = reader.next()) {
        events.append(item->data);
        joined += item->raw;
    }
    require(input.sliced(lineEnd).startsWith(joined), "bytes that were not in the body");
    if (const auto dialect = DialectLibrary::builtIn().find(name))
        readEvents(Lens(*dialect, bounds), events, bounds);
    else
        readEvents(Lens(DialectLibrary::builtIn(), bounds), events, bounds);
    return 0;
}
