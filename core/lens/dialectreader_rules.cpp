// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/dialectreader.h"
#include "lens/dialectwords.h"

#include <tuple>

namespace helio {

using namespace dialectwords;

namespace {

constexpr int MaximumDepth = 8; ///< of rules within rules

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

} // namespace

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
