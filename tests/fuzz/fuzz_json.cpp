// SPDX-License-Identifier: GPL-3.0-or-later
#include "budget.h"
#include "json/jsonpath.h"
#include "json/jsonprinter.h"
#include "json/jsonwriter.h"
#include "json/utf8.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

// What is read must be read by Qt's reader too, and what Qt alone reads must be of the few things that it is lax about.
// Printed in any form it is the same document, and printing that again changes nothing. What is no JSON has a place in
// it. Whatever it is, walking over it stays within it.

namespace {

using helio::fuzz::require;

using namespace helio;

/// As deep as a document can be here, and less than what Qt reads.
constexpr qsizetype Depth = 200;

/// All values of a document: containers are walked over, and every string and number is read.
class Walk
{
public:
    explicit Walk(const JsonValue &root)
    {
        visit(root);
        while (!containers_.isEmpty())
            visitChildren(containers_.takeLast());
    }

    bool hasUnusualNumber = false;

private:
    void visit(const JsonValue &value)
    {
        if (value.kind == JsonValue::Kind::String) {
            const QByteArray said = value.unescaped();
            require(!firstInvalidUtf8(said), "a string that is no UTF-8");
            const QByteArray written = JsonWriter().string(said).take();
            const auto again = JsonValue::read(written);
            require(again && again->string() == said, "a string that was written again says something else");
        } else if (value.kind == JsonValue::Kind::Number) {
            hasUnusualNumber = hasUnusualNumber || !value.number();
        } else if (value.isContainer()) {
            containers_.append(value);
        }
    }

    void visitChildren(const JsonValue &container)
    {
        const char *behind = container.text.begin() + 1;
        qsizetype count = 0;
        for (JsonChildren children(container); children.next(); ++count) {
            const JsonValue &value = children.value();
            require(children.index() == count, "a wrong index");
            require(value.text.begin() >= behind && value.text.end() < container.text.end(), "a value elsewhere");
            require(children.key().isEmpty() == (container.kind == JsonValue::Kind::Array), "a name in an array");
            behind = value.text.end();
            if (!children.key().isEmpty())
                visit(children.keyValue());
            visit(value);
        }
        // Nothing but the closing bracket may be left.
        const auto rest = QByteArrayView(behind, container.text.end()).trimmed();
        require(rest.size() == 1, "children that were passed over");
    }

    QList<JsonValue> containers_;
};

void checkJson(const QByteArray &input, const JsonValue &value)
{
    const Walk walk(value);
    require(!firstInvalidUtf8(input), "JSON that is no UTF-8");
    require(JsonPath().find(input)->text == value.text, "another document by the empty path");

    QByteArray compact;
    appendCompact(compact, value);
    QByteArray spaced;
    appendSpaced(spaced, value);
    const QByteArray printed = JsonPrinter(input).take(std::numeric_limits<qsizetype>::max());
    for (const QByteArray &form : {compact, spaced, printed}) {
        const auto again = JsonValue::read(form, nullptr, Depth);
        require(again.has_value(), "what was printed is no JSON");
        QByteArray compactAgain;
        appendCompact(compactAgain, *again);
        require(compactAgain == compact, "what was printed says something else");
    }
    require(JsonPrinter(printed).take(std::numeric_limits<qsizetype>::max()) == printed, "printed otherwise again");
    JsonPrinter printer(input);
    QByteArray together;
    while (!printer.atEnd())
        together += printer.take(7);
    require(together == printed, "printed otherwise in chunks");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const helio::fuzz::WorkBudget budget(size);
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    JsonValue::Mistake mistake;
    const auto value = JsonValue::read(input, &mistake, Depth);
    QJsonParseError error;
    const bool isOne = QJsonDocument::fromJson('[' + input + ']', &error).array().size() == 1 &&
                       error.error == QJsonParseError::NoError;
    if (value) {
        checkJson(input, *value);
        require(isOne || Walk(*value).hasUnusualNumber, "Qt's reader refuses it");
        return 0;
    }
    require(mistake.offset >= 0 && mistake.offset <= input.size(), "a mistake outside of the text");
    require(mistake.line >= 1 && mistake.column >= 1 && !mistake.what.isEmpty(), "a mistake without its place");
    if (isOne) {
        // Qt takes control characters in strings, escapes that JSON does not know, and numbers such as 01, .1 or -.
        const char there = mistake.offset < input.size() ? input[mistake.offset] : 'x';
        const bool isLax = uchar(there) < 0x20 || QByteArrayView("\\-+.eE0123456789").contains(there);
        require(isLax || input.count('[') + input.count('{') > Depth, "Qt's reader takes it");
    }
    // What is no JSON can be walked over too: it stops somewhere within it.
    JsonPath().member("a").element(1).find(input);
    for (JsonChildren children({JsonValue::Kind::Object, input}); children.next();)
        require(children.value().text.end() <= input.cend(), "a value behind the end");
    return 0;
}
