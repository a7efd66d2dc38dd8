// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/dialectreader.h"

#include "json/utf8.h"

#include <algorithm>

namespace helio {

namespace {

constexpr int MaximumDepth = 8; ///< of rules within rules

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

QString quoted(QByteArrayView text)
{
    return decodeUtf8(text);
}

template <typename Value, size_t Count>
const Value *valueNamed(const std::pair<const char *, Value> (&names)[Count], QByteArrayView name)
{
    for (const auto &[each, value] : names) {
        if (name == each)
            return &value;
    }
    return nullptr;
}

template <typename Value, size_t Count>
QString listOf(const std::pair<const char *, Value> (&names)[Count])
{
    QStringList list;
    for (const auto &each : names)
        list.append(QString::fromLatin1(each.first));
    return list.join(QStringLiteral(", "));
}

constexpr std::pair<const char *, LensMessages::Ending::Needs> Needs[] = {
    {"finishReason", LensMessages::Ending::Needs::FinishReason}, {"end", LensMessages::Ending::Needs::End}};

constexpr std::pair<const char *, LensMessage::State> Endings[] = {{"complete", LensMessage::State::Complete},
                                                                   {"stopped", LensMessage::State::Stopped},
                                                                   {"failed", LensMessage::State::Failed}};

constexpr std::pair<const char *, LensMessages::Field> Fields[] = {
    {"id", LensMessages::Field::Id},       {"role", LensMessages::Field::Role},
    {"model", LensMessages::Field::Model}, {"finishReason", LensMessages::Field::FinishReason},
    {"usage", LensMessages::Field::Usage}, {"error", LensMessages::Field::Error}};

constexpr std::pair<const char *, std::pair<LensPart::Kind, LensMessages::Side>> Sides[] = {
    {"text", {LensPart::Kind::Text, LensMessages::Side::Text}},
    {"reasoning", {LensPart::Kind::Reasoning, LensMessages::Side::Text}},
    {"refusal", {LensPart::Kind::Refusal, LensMessages::Side::Text}},
    {"tool.id", {LensPart::Kind::Tool, LensMessages::Side::ToolId}},
    {"tool.name", {LensPart::Kind::Tool, LensMessages::Side::ToolName}},
    {"tool.arguments", {LensPart::Kind::Tool, LensMessages::Side::Text}},
    {"tool.result", {LensPart::Kind::Tool, LensMessages::Side::ToolResult}},
    {"other", {LensPart::Kind::Other, LensMessages::Side::Text}}};

using Verb = LensOperation::Verb;

constexpr std::pair<const char *, Verb> Verbs[] = {
    {"append", Verb::Append}, {"set", Verb::Set},        {"start", Verb::Start}, {"json", Verb::Json},
    {"push", Verb::Push},     {"merge", Verb::Merge},    {"check", Verb::Check}, {"end", Verb::End},
    {"begin", Verb::Begin},   {"replace", Verb::Replace}};

/// Whether a verb can be said of a target.
bool fits(const LensOperation &operation)
{
    switch (operation.verb) {
    case Verb::Set:
    case Verb::Json:
        return true;
    case Verb::Append:
    case Verb::Check:
        return operation.isOfPart;
    case Verb::Start:
    case Verb::Push:
        return operation.isOfPart && operation.side == LensMessages::Side::Text;
    case Verb::Merge:
        return !operation.isOfPart && operation.field == LensMessages::Field::Usage;
    case Verb::End:
    case Verb::Begin:
    case Verb::Replace:
        return false;
    }
    return false;
}

QList<JsonValue> elementsOf(const JsonValue &array)
{
    QList<JsonValue> elements;
    for (JsonChildren children(array); children.next();)
        elements.append(children.value());
    return elements;
}

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

bool DialectReader::readRules(const JsonValue &value, const Scope &scope, std::vector<LensRule> &rules)
{
    if (value.kind != JsonValue::Kind::Array)
        return fail(value, tr("“rules” is a list of rules"));
    if (scope.depth == MaximumDepth)
        return fail(value, tr("rules stand in one another at most %1 deep").arg(MaximumDepth));
    Scope inner = scope;
    ++inner.depth;
    for (JsonChildren each(value); each.next();) {
        if (++ruleCount_ > Dialect::MaximumRules)
            return fail(each.value(), tr("more than %1 rules").arg(Dialect::MaximumRules));
        rules.emplace_back();
        if (!readRule(each.value(), inner, rules.back()))
            return false;
    }
    return true;
}

bool DialectReader::readRule(const JsonValue &value, Scope scope, LensRule &rule)
{
    if (value.kind != JsonValue::Kind::Object)
        return fail(value, tr("a rule is an object"));
    // All that stands in the rule is about its element, wherever `each` stands in it.
    if (const auto each = value.member("each"); each && !readEach(*each, scope, rule))
        return false;
    rule.level = scope.level;
    if (const auto message = value.member("message"); message && !readKey(*message, scope, true, scope.message))
        return false;
    if (const auto part = value.member("part"); part && !readKey(*part, scope, false, scope.part))
        return false;
    rule.message = scope.message;
    rule.part = scope.part;
    for (JsonChildren members(value); members.next();) {
        const JsonValue &member = members.value();
        if (members.hasKey("each") || members.hasKey("message") || members.hasKey("part"))
            continue;
        bool isRight = true;
        if (members.hasKey("when")) {
            isRight = readConditions(member, scope, rule.when);
        } else if (members.hasKey("new")) {
            rule.isNew = member.text == "true";
            if (!rule.isNew)
                isRight = fail(member, tr("“new” can only be true"));
        } else if (members.hasKey("do")) {
            isRight = readOperations(member, scope, rule.operations);
        } else if (members.hasKey("rules")) {
            isRight = readRules(member, scope, rule.rules);
        } else {
            isRight = failKey(members, tr("a rule"));
        }
        if (!isRight)
            return false;
    }
    return true;
}

bool DialectReader::readEach(const JsonValue &value, Scope &scope, LensRule &rule)
{
    const QByteArray text = value.unescaped();
    if (value.kind != JsonValue::Kind::String || !text.endsWith("[*]"))
        return fail(value, tr("“each” is a path to an array with [*] behind it"));
    if (scope.level == Dialect::MaximumNesting)
        return fail(value, tr("“each” stands within “each” at most %1 deep").arg(Dialect::MaximumNesting));
    const bool isOfElement = text.startsWith('@') && !text.startsWith("@@");
    if (scope.level > 0 ? !isOfElement : !text.startsWith('$'))
        return fail(value, scope.level > 0 ? tr("an “each” within another begins with @, its element")
                                           : tr("the outermost “each” begins with $"));
    LensSource source;
    if (!readPath(value, QByteArrayView(text).chopped(3), scope, source))
        return false;
    rule.each = source;
    ++scope.level;
    scope.paths[size_t(scope.level)] = &rule.elementPaths;
    return true;
}

bool DialectReader::readKey(const JsonValue &value, const Scope &scope, bool isOfMessages, LensKey &key)
{
    key = {};
    key.isGiven = true;
    const QList<JsonValue> elements =
        value.kind == JsonValue::Kind::Array ? elementsOf(value) : QList<JsonValue>{value};
    for (const JsonValue &element : elements) {
        const QList<JsonValue> choices =
            element.kind == JsonValue::Kind::Array ? elementsOf(element) : QList<JsonValue>{element};
        QList<LensSource> sources;
        for (const JsonValue &choice : choices) {
            sources.append(LensSource());
            if (!readSource(choice, scope, sources.last(), true))
                return false;
        }
        key.elements.append(sources);
    }
    key.isAll = isOfMessages && elements.size() == 1 && elements.first().unescaped() == "*";
    return true;
}

bool DialectReader::readOperations(const JsonValue &value, const Scope &scope, QList<LensOperation> &operations)
{
    if (value.kind != JsonValue::Kind::Array)
        return fail(value, tr("“do” is a list of operations"));
    for (JsonChildren each(value); each.next();) {
        if (operations.size() == Dialect::MaximumRules)
            return fail(each.value(), tr("more than %1 operations").arg(Dialect::MaximumRules));
        operations.append(LensOperation());
        if (!readOperation(each.value(), scope, operations.last()))
            return false;
    }
    return true;
}

bool DialectReader::readOperation(const JsonValue &value, const Scope &scope, LensOperation &operation)
{
    const QList<JsonValue> words = elementsOf(value);
    const Verb *const verb = value.kind == JsonValue::Kind::Array && !words.isEmpty()
                                 ? valueNamed(Verbs, words.first().unescaped())
                                 : nullptr;
    if (!verb)
        return fail(value, tr("an operation is a list that begins with one of %1").arg(listOf(Verbs)));
    operation.verb = *verb;
    if (*verb == Verb::End)
        return readEnding(words, scope, operation);
    if (*verb == Verb::Begin || *verb == Verb::Replace)
        return words.size() == 1 ||
               fail(value, tr("nothing stands behind “%1”").arg(quoted(words.first().unescaped())));
    if (words.size() != 3)
        return fail(value, tr("behind “%1” stand a target and a path").arg(quoted(words.first().unescaped())));
    operation.hasSource = true;
    return readTarget(words[1], operation) && readSource(words[2], scope, operation.source);
}

bool DialectReader::readTarget(const JsonValue &value, LensOperation &operation)
{
    const QByteArray name = value.unescaped();
    if (const auto *const field = valueNamed(Fields, name)) {
        operation.field = *field;
    } else if (const auto *const side = valueNamed(Sides, name)) {
        operation.isOfPart = true;
        std::tie(operation.kind, operation.side) = *side;
    } else if (name.startsWith("usage.") && operation.verb == Verb::Set) {
        operation.field = LensMessages::Field::Usage;
        operation.member = name.sliced(6);
    } else {
        return fail(value, tr("a target is one of %1, %2").arg(listOf(Fields), listOf(Sides)));
    }
    return fits(operation) || fail(value, tr("this operation cannot be done with “%1”").arg(quoted(name)));
}

bool DialectReader::readEnding(const QList<JsonValue> &words, const Scope &scope, LensOperation &operation)
{
    const auto stateOf = [this](const JsonValue &value, std::optional<LensMessage::State> &state) {
        const auto *const found = valueNamed(Endings, value.unescaped());
        if (!found)
            return fail(value, tr("a message ends as one of %1").arg(listOf(Endings)));
        state = *found;
        return true;
    };
    if (words.size() == 2)
        return stateOf(words[1], operation.ending);
    if (words.size() != 3 || words[2].kind != JsonValue::Kind::Object)
        return fail(words.first(), tr("behind “end” stands how it ends, or a path and an object of values and ends"));
    for (JsonChildren each(words[2]); each.next();) {
        std::optional<LensMessage::State> state;
        if (!stateOf(each.value(), state))
            return false;
        if (each.hasKey("*"))
            operation.ending = state;
        else
            operation.endings.append({each.keyText(), *state});
    }
    operation.hasSource = true;
    return readSource(words[1], scope, operation.source);
}

} // namespace helio
