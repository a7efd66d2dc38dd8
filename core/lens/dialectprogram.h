// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "lens/dialect.h"
#include "lens/documentpaths.h"
#include "lens/lensmessages.h"

namespace helio {

/// Where a rule takes a value from.
struct LensSource
{
    enum class Kind {
        Path,    ///< of the document, or of an element: `level` and `slot`
        Index,   ///< which element it is, from 0: `level`
        Event,   ///< the event's type
        Data,    ///< its data as it is
        Header,  ///< a field of the answer's head: `text` is its name, in lower case
        Literal, ///< `text` itself
    };
    Kind kind = Kind::Literal;
    int level = 0; ///< 0 the document, 1 to Dialect::MaximumNesting the elements
    int slot = -1; ///< of a path: in that level's DocumentPaths
    QByteArray text;
};

/// One `when`: a value that must be there, or must not, or must be one of several.
struct LensCondition
{
    struct Pattern
    {
        QByteArray text;
        bool isPrefix = false;
    };
    enum class Test { Present, Absent, OneOf };

    LensSource source;
    Test test = Test::Present;
    QList<Pattern> patterns;
};

/// All of them must hold.
using LensConditions = QList<LensCondition>;

/// What a part or a message is found by: of each element the first source that is there.
struct LensKey
{
    QList<QList<LensSource>> elements;
    bool isGiven = false;
    bool isAll = false; ///< of messages: all that are open
};

struct LensOperation
{
    enum class Verb { Append, Set, Start, Json, Push, Merge, Check, End, Begin, Replace };

    Verb verb = Verb::Append;
    LensSource source;
    bool hasSource = false;
    bool isOfPart = false; ///< else `field` says what of the message
    LensMessages::Field field = LensMessages::Field::Id;
    LensPart::Kind kind = LensPart::Kind::Text;
    LensMessages::Side side = LensMessages::Side::Text;
    QByteArray member; ///< of usage: one member of it alone
    /// Of End: by value of the source; `ending` where there is no source, or for all other values.
    QList<std::pair<QByteArray, LensMessage::State>> endings;
    std::optional<LensMessage::State> ending;
};

struct LensRule
{
    LensConditions when;
    /// Of a rule that goes through an array: where that is, and what of its elements is looked for. Then all else of
    /// the rule, `when` too, is about an element.
    std::optional<LensSource> each;
    DocumentPaths elementPaths;
    int level = 0; ///< of what it is about
    LensKey message;
    LensKey part;
    bool isNew = false;
    QList<LensOperation> operations;
    std::vector<LensRule> rules;
};

/// A dialect, compiled.
struct DialectProgram
{
    QByteArray name;
    Dialect::Origin origin = Dialect::Origin::BuiltIn;
    int version = 1;
    QList<StreamFormat> formats{StreamFormat::EventStream};
    DocumentPaths detectPaths;
    QList<LensConditions> detect;
    DocumentPaths paths;
    QList<LensConditions> ignore;
    QList<LensConditions> mark;
    LensMessages::Ending ending;
    std::vector<LensRule> rules;
};

/// What conditions and rules are applied to.
struct LensInput
{
    const Event &event;
    const LensHead &head;
    /// By level.
    std::array<DocumentPaths::Found, size_t(Dialect::MaximumNesting) + 1> found;
    std::array<qsizetype, size_t(Dialect::MaximumNesting) + 1> index{}; ///< of the elements

    /// The value of a path; null where it is not there, or null, or the source is no path.
    const JsonValue *json(const LensSource &source) const;
    /// The text of a source that is neither path nor index; null where it is not there.
    QByteArrayView text(const LensSource &source) const;
    /// Whether there is a value.
    bool has(const LensSource &source) const;
    /// A path's string without quotes and escapes, or the text of another value; the text of another source. `room`
    /// keeps it where it must be made.
    QByteArrayView said(const LensSource &source, QByteArray &room) const;

    bool holds(const LensCondition &condition) const;
    bool holds(const LensConditions &conditions) const;
    bool holdsOneOf(const QList<LensConditions> &alternatives) const;
};

} // namespace helio
