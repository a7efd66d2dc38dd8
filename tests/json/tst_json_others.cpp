// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonprinter.h"
#include "randomjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QTest>

#include <limits>

#ifdef HAS_NLOHMANN
#    include <nlohmann/json.hpp>
#endif

using namespace helio;

namespace {

constexpr int Documents = 20'000;

/// What JSON allows and other readers refuse or change.
struct Oddities
{
    bool loneSurrogates = false;
    bool unusualNumbers = false; ///< too large for a double, or too small to be one
    bool doubledNames = false;
};

void note(const JsonValue &value, Oddities &odd)
{
    odd.loneSurrogates = odd.loneSurrogates || (value.kind == JsonValue::Kind::String && !value.string());
    odd.unusualNumbers = odd.unusualNumbers || (value.kind == JsonValue::Kind::Number && !value.number());
}

Oddities odditiesOf(const JsonValue &root)
{
    Oddities odd;
    note(root, odd);
    QList<JsonValue> containers{root};
    while (!containers.isEmpty()) {
        const JsonValue container = containers.takeLast();
        QSet<QByteArray> names;
        for (JsonChildren children(container); children.next();) {
            note(children.value(), odd);
            if (container.kind == JsonValue::Kind::Object) {
                note(children.keyValue(), odd);
                odd.doubledNames = odd.doubledNames || names.contains(children.keyText());
                names.insert(children.keyText());
            }
            if (children.value().isContainer())
                containers.append(children.value());
        }
    }
    return odd;
}

/// The document and damaged ones, in turn.
QByteArray documentOf(RandomJson &random, int round)
{
    const QByteArray document = random.document();
    return round % 2 ? random.damaged(document) : document;
}

/// Qt reads only objects and arrays.
QJsonDocument readByQt(const QByteArray &document, QJsonParseError &error)
{
    return QJsonDocument::fromJson('[' + document + ']', &error);
}

#ifdef HAS_NLOHMANN
using Json = nlohmann::json;

/// Whether both hold the same, names that stand there twice left aside. As deep as the documents made here.
bool isSame(const JsonValue &value, const Json &other)
{
    switch (value.kind) {
    case JsonValue::Kind::Object:
        for (JsonChildren members(value); members.next();) {
            const auto found = other.find(members.keyText().toStdString());
            if (found == other.end() || !isSame(members.value(), *found))
                return false;
        }
        return other.is_object();
    case JsonValue::Kind::Array: {
        size_t count = 0;
        for (JsonChildren elements(value); elements.next(); ++count) {
            if (count >= other.size() || !isSame(elements.value(), other[count]))
                return false;
        }
        return other.is_array() && count == other.size();
    }
    case JsonValue::Kind::String:
        return other.is_string() && value.string() == QByteArray::fromStdString(other.get<std::string>());
    case JsonValue::Kind::Number:
        return other.is_number() && value.number() == other.get<double>();
    case JsonValue::Kind::Boolean:
        return other.is_boolean() && other.get<bool>() == (value.text == "true");
    case JsonValue::Kind::Null:
        return other.is_null();
    }
    Q_UNREACHABLE();
}
#endif

} // namespace

/// The same documents, made at random and then damaged, read by others.
class JsonOthersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nlohmannsReaderAgrees();
    void qtsReaderAgrees();
    void whatIsPrintedSaysTheSame();
};

void JsonOthersTest::nlohmannsReaderAgrees()
{
#ifdef HAS_NLOHMANN
    RandomJson random(20261121);
    int valid = 0;
    int compared = 0;
    for (int round = 0; round < Documents; ++round) {
        const QByteArray document = documentOf(random, round);
        const auto value = JsonValue::read(document);
        const Json other = Json::parse(document.begin(), document.end(), nullptr, false);
        if (!value) {
            QVERIFY2(other.is_discarded(), document.constData());
            continue;
        }
        ++valid;
        const Oddities odd = odditiesOf(*value);
        QVERIFY2(!other.is_discarded() || odd.loneSurrogates || odd.unusualNumbers, document.constData());
        if (other.is_discarded() || odd.doubledNames || odd.unusualNumbers)
            continue;
        ++compared;
        QVERIFY2(isSame(*value, other), document.constData());
    }
    qInfo("%d documents, %d of them valid, %d compared", Documents, valid, compared);
    QVERIFY(compared > Documents / 4 && valid < Documents * 9 / 10);
#else
    QSKIP("nlohmann-json3-dev is not installed");
#endif
}

void JsonOthersTest::qtsReaderAgrees()
{
    RandomJson random(7);
    int valid = 0;
    for (int round = 0; round < Documents; ++round) {
        const QByteArray document = documentOf(random, round);
        JsonValue::Mistake mistake;
        const auto value = JsonValue::read(document, &mistake);
        QJsonParseError error;
        const QJsonArray array = readByQt(document, error).array();
        const bool isOne = error.error == QJsonParseError::NoError && array.size() == 1;
        if (value) {
            ++valid;
            // Numbers too large for a double are none to Qt.
            QVERIFY2(isOne || odditiesOf(*value).unusualNumbers, document.constData());
        } else if (isOne) {
            // Qt takes control characters in strings, escapes that JSON does not know, and numbers such as 01, .1 or -.
            const char there = mistake.offset < document.size() ? document[mistake.offset] : 'x';
            const bool isLax = uchar(there) < 0x20 || QByteArrayView("\\-+.eE0123456789").contains(there);
            QVERIFY2(isLax, document.constData());
        }
    }
    QVERIFY(valid > Documents / 2);
}

void JsonOthersTest::whatIsPrintedSaysTheSame()
{
    RandomJson random(11);
    for (int round = 0; round < Documents; ++round) {
        const QByteArray document = random.document();
        const auto value = JsonValue::read(document);
        QVERIFY2(value, document.constData());
        QByteArray compact;
        appendCompact(compact, *value);
        QByteArray spaced;
        appendSpaced(spaced, *value);
        const QByteArray laidOut = JsonPrinter(document).take(std::numeric_limits<qsizetype>::max());
        QJsonParseError error;
        const QJsonDocument asRead = readByQt(document, error);
        for (const QByteArray &printed : {compact, spaced, laidOut}) {
            const auto again = JsonValue::read(printed);
            QVERIFY2(again, document.constData());
            QByteArray compactAgain;
            appendCompact(compactAgain, *again);
            QCOMPARE(compactAgain, compact);
            QCOMPARE(readByQt(printed, error), asRead);
        }
        QCOMPARE(JsonPrinter(laidOut).take(std::numeric_limits<qsizetype>::max()), laidOut);
    }
}

QTEST_APPLESS_MAIN(JsonOthersTest)
#include "tst_json_others.moc"
