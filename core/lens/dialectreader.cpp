// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/dialectreader.h"

#include "lens/dialectwords.h"

namespace helio {

using namespace dialectwords;

namespace {

/// Comments become blanks, so that lines and columns stay. They begin with `//` outside of strings.
QByteArray withoutComments(QByteArrayView file)
{
    QByteArray text = file.toByteArray();
    bool isInString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (isInString && text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            isInString = !isInString;
        } else if (text[i] == '\n') {
            isInString = false; // a string without its end: the reader of JSON says so
        } else if (!isInString && text[i] == '/' && i + 1 < text.size() && text[i + 1] == '/') {
            while (i < text.size() && text[i] != '\n')
                text[i++] = ' ';
        }
    }
    return text;
}

constexpr std::pair<const char *, LensMessages::Ending::Needs> Needs[] = {
    {"finishReason", LensMessages::Ending::Needs::FinishReason}, {"end", LensMessages::Ending::Needs::End}};

} // namespace

DialectReader::DialectReader(QByteArrayView file, QString fileName)
    : file_(withoutComments(withoutByteOrderMark(file)))
    , fileName_(std::move(fileName))
{}

bool DialectReader::fail(const JsonValue &at, const QString &what)
{
    const auto line = QByteArrayView(file_).first(at.text.data() - file_.constData()).count('\n') + 1;
    problem_ = tr("%1, line %2: %3").arg(fileName_).arg(line).arg(what);
    return false;
}

bool DialectReader::failKey(const JsonChildren &at, const QString &where)
{
    return fail(at.keyValue(), tr("“%1” is no key of %2").arg(quoted(at.keyText()), where));
}

bool DialectReader::isString(const JsonValue &value, const QString &what)
{
    return value.kind == JsonValue::Kind::String || fail(value, tr("%1 must be a string").arg(what));
}

std::shared_ptr<DialectProgram> DialectReader::read()
{
    program_ = std::make_shared<DialectProgram>();
    if (file_.size() > Dialect::MaximumFileBytes) {
        problem_ = tr("%1 has more than %2 bytes, which is too much for a dialect")
                       .arg(fileName_)
                       .arg(Dialect::MaximumFileBytes);
        return nullptr;
    }
    JsonValue::Mistake mistake;
    const auto top = JsonValue::read(file_, &mistake);
    if (!top) {
        problem_ = tr("%1, line %2: %3").arg(fileName_).arg(mistake.line).arg(mistake.what);
        return nullptr;
    }
    return readTop(*top) ? program_ : nullptr;
}

bool DialectReader::readTop(const JsonValue &top)
{
    if (top.kind != JsonValue::Kind::Object)
        return fail(top, tr("a dialect is a JSON object"));
    Scope scope;
    scope.paths[0] = &program_->paths;
    Scope detection = scope;
    detection.paths[0] = &program_->detectPaths;
    for (JsonChildren members(top); members.next();) {
        const JsonValue &value = members.value();
        bool isRight = true;
        if (members.hasKey("dialect")) {
            isRight = isString(value, QStringLiteral("“dialect”"));
            program_->name = value.unescaped();
            if (isRight && program_->name.isEmpty())
                isRight = fail(value, tr("a dialect needs a name"));
        } else if (members.hasKey("version")) {
            program_->version = int(value.number().value_or(0));
            if (!value.isInteger() || program_->version != 1)
                isRight = fail(value, tr("“version” must be 1, the version of this form of file"));
        } else if (members.hasKey("formats")) {
            isRight = readFormats(value);
        } else if (members.hasKey("detect")) {
            isRight = readAlternatives(value, detection, program_->detect);
        } else if (members.hasKey("ignore")) {
            isRight = readAlternatives(value, scope, program_->ignore);
        } else if (members.hasKey("complete")) {
            isRight = readComplete(value, scope);
        } else if (members.hasKey("rules")) {
            isRight = readRules(value, scope, program_->rules);
        } else {
            isRight = failKey(members, tr("a dialect"));
        }
        if (!isRight)
            return false;
    }
    if (program_->name.isEmpty())
        return fail(top, tr("a dialect needs a name: \"dialect\": \"NAME\""));
    if (program_->rules.empty())
        return fail(top, tr("a dialect needs rules"));
    return true;
}

bool DialectReader::readFormats(const JsonValue &value)
{
    program_->formats.clear();
    for (JsonChildren formats(value); formats.next();) {
        const StreamFormat *const format = valueNamed(StreamFormats, formats.value().unescaped());
        if (!format)
            return fail(formats.value(), tr("a format is one of %1").arg(listOf(StreamFormats)));
        program_->formats.append(*format);
    }
    return !program_->formats.isEmpty() || fail(value, tr("“formats” is a list of %1").arg(listOf(StreamFormats)));
}

bool DialectReader::readComplete(const JsonValue &value, const Scope &scope)
{
    if (value.kind != JsonValue::Kind::Object)
        return fail(value, tr("“complete” is an object with “mark”, “needs” or both"));
    for (JsonChildren members(value); members.next();) {
        if (members.hasKey("mark")) {
            if (!readAlternatives(members.value(), scope, program_->mark))
                return false;
            program_->ending.hasLastMark = true;
        } else if (members.hasKey("needs")) {
            const auto *const needs = valueNamed(Needs, members.value().unescaped());
            if (!needs)
                return fail(members.value(), tr("“needs” is one of %1").arg(listOf(Needs)));
            program_->ending.needs = *needs;
        } else {
            return failKey(members, QStringLiteral("“complete”"));
        }
    }
    return true;
}

bool DialectReader::readAlternatives(const JsonValue &value, const Scope &scope, QList<LensConditions> &alternatives)
{
    if (value.kind == JsonValue::Kind::Object) {
        alternatives.append(LensConditions());
        return readConditions(value, scope, alternatives.last());
    }
    if (value.kind != JsonValue::Kind::Array)
        return fail(value, tr("conditions are an object, or a list of objects of which one must hold"));
    for (JsonChildren each(value); each.next();) {
        if (alternatives.size() == Dialect::MaximumRules)
            return fail(each.value(), tr("more than %1 alternatives").arg(Dialect::MaximumRules));
        alternatives.append(LensConditions());
        if (!readConditions(each.value(), scope, alternatives.last()))
            return false;
    }
    return true;
}

bool DialectReader::readConditions(const JsonValue &value, const Scope &scope, LensConditions &conditions)
{
    if (value.kind != JsonValue::Kind::Object || value.text.size() <= 2)
        return fail(value, tr("conditions are an object of paths and values"));
    for (JsonChildren members(value); members.next();) {
        LensCondition condition;
        const QByteArray source = members.keyText();
        if (!readSourceText(members.keyValue(), source, scope, condition.source, false))
            return false;
        if (condition.source.kind == LensSource::Kind::Literal)
            return fail(members.keyValue(), tr("“%1” is no path, nor event, data or header:NAME").arg(quoted(source)));
        if (!readTest(members.value(), condition))
            return false;
        conditions.append(condition);
    }
    return true;
}

bool DialectReader::readTest(const JsonValue &value, LensCondition &condition)
{
    if (value.kind == JsonValue::Kind::Boolean) {
        condition.test = value.text == "true" ? LensCondition::Test::Present : LensCondition::Test::Absent;
        return true;
    }
    condition.test = LensCondition::Test::OneOf;
    const QList<JsonValue> values = value.kind == JsonValue::Kind::Array ? elementsOf(value) : QList<JsonValue>{value};
    for (const JsonValue &each : values) {
        if (each.kind != JsonValue::Kind::String && each.kind != JsonValue::Kind::Number)
            return fail(each, tr("a value is a string, a number, a list of them, true (it is there) or false (it is "
                                 "not)"));
        QByteArray text = each.unescaped();
        const bool isPrefix = text.endsWith('*');
        if (isPrefix)
            text.chop(1);
        condition.patterns.append({text, isPrefix});
    }
    return !condition.patterns.isEmpty() || fail(value, tr("a list of values must not be empty"));
}

bool DialectReader::readSource(const JsonValue &at, const Scope &scope, LensSource &source, bool isInKey)
{
    if (at.kind != JsonValue::Kind::String)
        return fail(at, tr("a string is wanted here: a path, or a text"));
    return readSourceText(at, at.unescaped(), scope, source, isInKey);
}

bool DialectReader::readSourceText(const JsonValue &at, const QByteArray &text, const Scope &scope, LensSource &source,
                                   bool isInKey)
{
    if (text.startsWith('$') || text.startsWith('@'))
        return readPath(at, text, scope, source);
    source.text = text;
    if (isInKey)
        return true;
    if (text == "event") {
        source.kind = LensSource::Kind::Event;
    } else if (text == "data") {
        source.kind = LensSource::Kind::Data;
    } else if (text.startsWith("header:")) {
        source.kind = LensSource::Kind::Header;
        source.text = text.sliced(7).toLower();
    }
    return true;
}

bool DialectReader::readPath(const JsonValue &at, QByteArrayView text, const Scope &scope, LensSource &source)
{
    int level = 0;
    QByteArrayView rest = text.sliced(1);
    if (text.front() == '@') {
        level = scope.level;
        for (; rest.startsWith('@'); rest = rest.sliced(1))
            --level;
        if (level < 1)
            return fail(at, tr("“%1” is of an element, and there is no “each” around it").arg(quoted(text)));
    }
    source.level = level;
    if (rest == "#" && level > 0) {
        source.kind = LensSource::Kind::Index;
        return true;
    }
    QString mistake;
    const auto path = JsonPath::parse(QString(u'$' + decodeUtf8(rest)), &mistake);
    if (!path)
        return fail(at, tr("“%1”: %2").arg(quoted(text), mistake));
    if (path->steps().size() > Dialect::MaximumSteps)
        return fail(at, tr("a path has at most %1 steps").arg(Dialect::MaximumSteps));
    source.kind = LensSource::Kind::Path;
    source.slot = scope.paths[size_t(level)]->add(path->steps());
    return true;
}

} // namespace helio
