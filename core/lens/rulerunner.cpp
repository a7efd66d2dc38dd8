// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/rulerunner.h"

#include "json/jsonprinter.h"
#include "json/jsonwriter.h"
#include "lens/dialectprogram.h"

#include <QVarLengthArray>

#include <algorithm>

namespace helio {

namespace {

bool isThere(const JsonValue &value)
{
    return !value.text.isNull() && value.kind != JsonValue::Kind::Null;
}

/// A key, put together in a place that costs nothing while it is short.
class KeyText
{
public:
    KeyText(const LensKey &key, const LensInput &input)
    {
        for (const QList<LensSource> &choices : key.elements) {
            if (&choices != &key.elements.first())
                text_.append(LensMessages::KeySeparator);
            const auto there = std::find_if(choices.begin(), choices.end(),
                                            [&input](const LensSource &source) { return input.has(source); });
            if (there == choices.end())
                continue;
            QByteArray room;
            const QByteArrayView said = input.said(*there, room);
            text_.append(said.data(), said.size());
        }
    }
    QByteArrayView view() const { return {text_.constData(), text_.size()}; }

private:
    QVarLengthArray<char, 128> text_;
};

/// Applies a program's rules to one event.
class RuleApplication
{
public:
    RuleApplication(LensInput &input, LensMessages &messages, qsizetype elements, quint64 &turn)
        : input_(input)
        , messages_(messages)
        , elementsLeft_(elements)
        , turn_(turn)
    {}

    /// Whether one of them matched. As deep as rules stand in one another, which the reader bounds.
    bool apply(const std::vector<LensRule> &rules) // NOLINT(misc-no-recursion)
    {
        bool isMatched = false;
        for (const LensRule &rule : rules)
            isMatched = (rule.each ? applyToElements(rule) : applyOnce(rule)) || isMatched;
        return isMatched;
    }

private:
    bool applyToElements(const LensRule &rule) // NOLINT(misc-no-recursion)
    {
        const JsonValue *const array = input_.json(*rule.each);
        if (!array || array->kind != JsonValue::Kind::Array)
            return false;
        bool isMatched = rule.when.isEmpty(); // an empty array is known, too
        for (JsonChildren children(*array); elementsLeft_ > 0 && children.next(); --elementsLeft_) {
            input_.index[size_t(rule.level)] = children.index();
            rule.elementPaths.find(children.value(), input_.found[size_t(rule.level)]);
            isMatched = applyOnce(rule) || isMatched;
        }
        return isMatched;
    }

    bool applyOnce(const LensRule &rule) // NOLINT(misc-no-recursion)
    {
        if (!input_.holds(rule.when))
            return false;
        ++turn_;
        bool isMatched = !rule.when.isEmpty();
        if (!rule.operations.isEmpty()) {
            if (rule.message.isAll && messages_.openCount() > 0) {
                const int count = messages_.openCount();
                for (int i = 0; i < count; ++i)
                    isMatched = operate(rule, {}, i) || isMatched;
            } else {
                const KeyText key(rule.message.isAll ? LensKey() : rule.message, input_);
                isMatched = operate(rule, key.view(), -1) || isMatched;
            }
        }
        return apply(rule.rules) || isMatched;
    }

    /// To the open message of that index, or, where it is less than 0, to that of the key.
    bool operate(const LensRule &rule, QByteArrayView messageKey, int open)
    {
        const KeyText partKey(rule.part, input_);
        bool isMatched = false;
        for (const LensOperation &operation : rule.operations) {
            if (operation.verb == LensOperation::Verb::Begin) {
                messages_.beginAnew(messageKey);
                open = -1;
            }
            if (operation.hasSource && !input_.has(operation.source))
                continue;
            isMatched = true;
            if (open < 0)
                open = messages_.messageFor(messageKey);
            if (open < 0)
                return isMatched; // as many are open as can be
            const LensMessages::PartName part{operation.kind, partKey.view(), rule.part.isGiven, rule.isNew, turn_};
            if (operation.isOfPart)
                operateOnPart(operation, part, open);
            else
                operateOnMessage(operation, open);
        }
        return isMatched;
    }

    void operateOnPart(const LensOperation &operation, const LensMessages::PartName &part, int open)
    {
        const JsonValue *const json = input_.json(operation.source);
        QByteArray room;
        switch (operation.verb) {
        case LensOperation::Verb::Append:
            if (json)
                messages_.append(open, part, operation.side, *json);
            else
                messages_.append(open, part, operation.side, input_.said(operation.source, room));
            break;
        case LensOperation::Verb::Set:
            messages_.set(open, part, operation.side, textOf(operation.source));
            break;
        case LensOperation::Verb::Start:
            messages_.startWith(open, part, textOf(operation.source));
            break;
        case LensOperation::Verb::Json:
            messages_.set(open, part, operation.side, jsonOf(operation.source));
            break;
        case LensOperation::Verb::Check:
            messages_.check(open, part, operation.side, textOf(operation.source));
            break;
        case LensOperation::Verb::Push:
            messages_.push(open, part, jsonOf(operation.source));
            break;
        case LensOperation::Verb::Merge:
        case LensOperation::Verb::End:
        case LensOperation::Verb::Begin:
        case LensOperation::Verb::Replace:
            break; // of messages
        }
    }

    void operateOnMessage(const LensOperation &operation, int open)
    {
        switch (operation.verb) {
        case LensOperation::Verb::Set:
            if (operation.member.isEmpty())
                messages_.set(open, operation.field, textOf(operation.source));
            else
                mergeMember(open, operation);
            break;
        case LensOperation::Verb::Json:
            messages_.set(open, operation.field, jsonOf(operation.source));
            break;
        case LensOperation::Verb::Merge:
            if (const JsonValue *const json = input_.json(operation.source))
                messages_.merge(open, operation.field, *json);
            break;
        case LensOperation::Verb::End:
            if (const auto state = endingOf(operation))
                messages_.end(open, *state);
            break;
        case LensOperation::Verb::Replace:
            messages_.replaceParts(open);
            break;
        case LensOperation::Verb::Begin:
        case LensOperation::Verb::Append:
        case LensOperation::Verb::Start:
        case LensOperation::Verb::Check:
        case LensOperation::Verb::Push:
            break; // done, or of parts
        }
    }

    void mergeMember(int open, const LensOperation &operation)
    {
        const QByteArray object =
            JsonWriter().beginObject().key(operation.member).take() + jsonOf(operation.source) + '}';
        if (const auto value = JsonValue::read(object))
            messages_.merge(open, operation.field, *value);
    }

    std::optional<LensMessage::State> endingOf(const LensOperation &operation) const
    {
        QByteArray room;
        const QByteArrayView value = operation.hasSource ? input_.said(operation.source, room) : QByteArrayView();
        for (const auto &[text, state] : operation.endings) {
            if (value == text)
                return state;
        }
        return operation.ending;
    }

    /// A string's text; other values as compact JSON.
    QByteArray textOf(const LensSource &source) const
    {
        const JsonValue *const json = input_.json(source);
        if (json && json->isContainer())
            return compactJson(*json);
        QByteArray room;
        return input_.said(source, room).toByteArray();
    }

    /// As JSON, whatever it is.
    QByteArray jsonOf(const LensSource &source) const
    {
        const JsonValue *const json = input_.json(source);
        QByteArray room;
        return json ? compactJson(*json) : JsonWriter().string(input_.said(source, room)).take();
    }

    LensInput &input_;
    LensMessages &messages_;
    qsizetype elementsLeft_;
    quint64 &turn_;
};

} // namespace

const JsonValue *LensInput::json(const LensSource &source) const
{
    if (source.kind != LensSource::Kind::Path)
        return nullptr;
    const JsonValue &value = found[size_t(source.level)][size_t(source.slot)];
    return isThere(value) ? &value : nullptr;
}

QByteArrayView LensInput::text(const LensSource &source) const
{
    switch (source.kind) {
    case LensSource::Kind::Path:
    case LensSource::Kind::Index:
        break;
    case LensSource::Kind::Event:
        return event.type.isEmpty() ? QByteArrayView("message") : QByteArrayView(event.type);
    case LensSource::Kind::Data:
        return event.data.isNull() ? QByteArrayView("") : QByteArrayView(event.data);
    case LensSource::Kind::Header:
        for (const auto &[name, value] : head) {
            if (name.compare(source.text, Qt::CaseInsensitive) == 0)
                return value.isNull() ? QByteArrayView("") : QByteArrayView(value);
        }
        break;
    case LensSource::Kind::Literal:
        return source.text.isNull() ? QByteArrayView("") : QByteArrayView(source.text);
    }
    return {};
}

bool LensInput::has(const LensSource &source) const
{
    switch (source.kind) {
    case LensSource::Kind::Path:
        return json(source) != nullptr;
    case LensSource::Kind::Index:
        return true;
    case LensSource::Kind::Event:
    case LensSource::Kind::Data:
    case LensSource::Kind::Header:
    case LensSource::Kind::Literal:
        break;
    }
    return !text(source).isNull();
}

QByteArrayView LensInput::said(const LensSource &source, QByteArray &room) const
{
    if (source.kind == LensSource::Kind::Index) {
        room = QByteArray::number(index[size_t(source.level)]);
        return room;
    }
    const JsonValue *const value = json(source);
    if (!value)
        return text(source);
    if (value->kind != JsonValue::Kind::String)
        return value->text;
    const QByteArrayView inside = value->text.sliced(1, value->text.size() - 2);
    if (!inside.contains('\\'))
        return inside;
    room = value->unescaped();
    return room;
}

bool LensInput::holds(const LensCondition &condition) const
{
    const JsonValue *const value = json(condition.source);
    // What is false is as if it were not there: `done: false`, `thought: false`.
    const bool isFalse = value && value->kind == JsonValue::Kind::Boolean && value->text == "false";
    const bool isPresent = has(condition.source) && !isFalse;
    switch (condition.test) {
    case LensCondition::Test::Absent:
        return !isPresent;
    case LensCondition::Test::Present:
        return isPresent;
    case LensCondition::Test::OneOf:
        break;
    }
    if (!has(condition.source))
        return false;
    QByteArray room;
    const QByteArrayView text = said(condition.source, room);
    return std::any_of(condition.patterns.begin(), condition.patterns.end(), [text](const auto &pattern) {
        return pattern.isPrefix ? text.startsWith(pattern.text) : text == pattern.text;
    });
}

bool LensInput::holds(const LensConditions &conditions) const
{
    return std::all_of(conditions.begin(), conditions.end(),
                       [this](const LensCondition &condition) { return holds(condition); });
}

bool LensInput::holdsOneOf(const QList<LensConditions> &alternatives) const
{
    return std::any_of(alternatives.begin(), alternatives.end(),
                       [this](const LensConditions &conditions) { return holds(conditions); });
}

RuleRunner::RuleRunner(Dialect dialect)
    : dialect_(std::move(dialect))
{}

LensVerdict RuleRunner::run(const Event &event, LensMessages &messages)
{
    const DialectProgram &program = dialect_.program();
    LensInput input{event, head_, {}};
    std::swap(input.found, found_); // its room is used again
    const auto json = JsonValue::read(event.data);
    if (json)
        program.paths.find(*json, input.found[0]);
    else
        input.found[0].assign(size_t(program.paths.count()), JsonValue());

    const LensVerdict verdict = [&] {
        if (input.holdsOneOf(program.ignore))
            return LensVerdict::Ignored;
        bool isKnown = RuleApplication(input, messages, messages.bounds().elements, turn_).apply(program.rules);
        messages.finishEvent();
        if (input.holdsOneOf(program.mark)) {
            messages.finishAll(program.ending, true);
            isKnown = true;
        }
        if (isKnown)
            return LensVerdict::Known;
        messages.addUnknown();
        return json ? LensVerdict::Unknown : LensVerdict::NoJson;
    }();
    std::swap(input.found, found_);
    return verdict;
}

void RuleRunner::finish(LensMessages &messages) const
{
    messages.finishAll(dialect_.program().ending, false);
}

} // namespace helio
