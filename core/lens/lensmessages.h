// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonvalue.h"
#include "lens/lensmessage.h"

#include <QHash>

#include <array>
#include <deque>

namespace helio {

/// What a lens keeps at most, whatever a stream says.
struct LensBounds
{
    qsizetype openMessages = 256;
    qsizetype endedMessages = 1000; ///< older ones are let go of
    qsizetype parts = 4096;         ///< of a message
    qsizetype elements = 10'000;    ///< of arrays that an event's rules go through
    qsizetype messageBytes = 256 * 1024 * 1024;
    qsizetype allBytes = 1024 * 1024 * 1024; ///< of all messages: ended ones are let go of, the oldest first
};

/// What an event was to a lens.
enum class LensVerdict {
    Known,     ///< a rule matched, or it was the last mark
    Ignored,   ///< known to be without content: a heartbeat
    Unknown,   ///< no rule matched
    NoJson,    ///< likewise, and its data is no JSON
    Undecided, ///< the dialect is not known yet
};

/// What the event that was fed last did to a message.
struct LensChange
{
    enum class Kind {
        Began,
        Grew,     ///< `part` has more bytes, from `from` on
        Replaced, ///< `part` says something else from its first byte on
        Changed,  ///< something else of the message: a name, a model, a finish reason
        Removed,  ///< `part` is gone; those behind it moved
        Moved,    ///< its parts stand in another order
        Ended,
    };

    Kind kind;
    quint64 message;     ///< LensMessage::number
    qsizetype part = -1; ///< index among its parts
    qsizetype from = 0;

    friend bool operator==(const LensChange &, const LensChange &) = default;
};

/// The messages of a lens, and how they grow. What a dialect calls a message or a part is found again by its key; what
/// is appended costs its own bytes. A value.
class LensMessages
{
public:
    /// The event that what follows comes from.
    struct Source
    {
        qint64 time = 0;
        quint64 number = 0;
        std::optional<qint64> requestTime = {};
        bool isEvent = true; ///< else what we did, or the end of the stream: `number` is none
    };
    /// What makes a message whole.
    struct Ending
    {
        enum class Needs {
            Nothing,      ///< the last mark alone; where there is none, the stream's end
            FinishReason, ///< it has one
            End,          ///< end() was called for it
        };
        Needs needs = Needs::Nothing;
        bool hasLastMark = false; ///< a mark ends all messages of the stream
    };

    /// Between the elements of a key.
    static constexpr char KeySeparator = '\x1f';
    static constexpr qsizetype MaximumMergedMembers = 256;

    explicit LensMessages(QByteArray dialect = {}, LensBounds bounds = {})
        : dialect_(std::move(dialect))
        , bounds_(bounds)
    {}

    void setDialect(const QByteArray &name) { dialect_ = name; }
    /// Forgets what was changed before.
    void startChanges() { changes_.clear(); }
    const QList<LensChange> &changes() const { return changes_; }
    const std::deque<LensMessage> &all() const { return messages_; }
    const LensMessage *find(quint64 number) const;

    /// What happens from now on, up to finishEvent(), comes from this event.
    void startEvent(const Source &source) { source_ = source; }
    /// Removes what a snapshot did not repeat.
    void finishEvent();

    /// The open message of that key; one begins where there is none. -1 when no more can be open; else an index that
    /// is good until a message ends.
    int messageFor(QByteArrayView key);
    /// The open message of that key ends as cut, if there is one.
    void beginAnew(QByteArrayView key);
    bool isOpen(QByteArrayView key) const { return openIndex(key) >= 0; }
    int openCount() const { return int(open_.size()); }
    const QByteArray &keyOf(int open) const { return messageOf(open_[open]).key; }
    const LensBounds &bounds() const { return bounds_; }

    enum class Field { Id, Role, Model, FinishReason, Usage, Error };
    /// An empty value changes nothing, nor does an empty name or id of a tool below.
    void set(int open, Field field, const QByteArray &value);
    /// Members of a JSON object replace those of the same name; null ones are skipped.
    void merge(int open, Field field, const JsonValue &object);

    /// Which part: of a kind, by its key, else the last of that kind.
    struct PartName
    {
        LensPart::Kind kind;
        QByteArrayView key;
        bool hasKey;
        bool isNew = false; ///< a part of its own for each `turn`
        quint64 turn = 0;   ///< grows with each rule that is applied
    };
    /// Which of a part's texts.
    enum class Side { Text, ToolId, ToolName, ToolResult };

    /// A string's text behind what is there; half a surrogate pair waits for the other. A number's digits.
    void append(int open, const PartName &name, Side side, const JsonValue &value);
    void append(int open, const PartName &name, Side side, QByteArrayView text);
    void set(int open, const PartName &name, Side side, const QByteArray &value);
    /// Until the first append.
    void startWith(int open, const PartName &name, const QByteArray &placeholder);
    /// Replaces what grew, and keeps note when that was not the same.
    void check(int open, const PartName &name, Side side, const QByteArray &value);
    /// One more line.
    void push(int open, const PartName &name, const QByteArray &json);
    /// The event is a snapshot of the message: parts that it does not name go, at finishEvent().
    void replaceParts(int open);

    /// It will have ended so; more of it may come still, until the stream's last mark or its end.
    void end(int open, LensMessage::State state);
    /// The last mark came, or, where `isMark` is false, the end of the stream without one.
    void finishAll(const Ending &ending, bool isMark);
    /// Nobody reads on.
    void stopAll();
    /// Why they are cut then.
    static Message stoppedReading();
    /// One ends now, as it stands.
    void finish(int open, LensMessage::State state, const Message &cut = {});

    /// No rule knew an event.
    void addUnknown();
    /// Events went before they were read: whichever message is open may lack them.
    void addMissed();

private:
    struct OpenPart
    {
        bool isPlaceholder = false;
        qsizetype order = 0;   ///< in which the latest snapshot named it
        bool isStale = false;  ///< a snapshot came that has not named it yet
        char16_t halfPair = 0; ///< a high surrogate whose other half may come
        bool hasGrown = false; ///< by appending, since it was set
    };
    struct Open
    {
        quint64 number = 0;
        QHash<QByteArray, qsizetype> parts; ///< by kind and key
        std::array<qsizetype, 5> lastOfKind{-1, -1, -1, -1, -1};
        QList<OpenPart> growing; ///< beside LensMessage::parts
        std::optional<LensMessage::State> outcome;
        qsizetype latestPart = -1; ///< that was found by its key last: most deltas go on with it
        quint64 newPartTurn = 0;   ///< of the last part of its own
        LensPart::Kind newPartKind = LensPart::Kind::Text;
        bool hasStale = false;
        qsizetype named = 0; ///< how many parts the latest snapshot named
    };

    /// -1 when none is open by that key.
    int openIndex(QByteArrayView key) const;
    const LensMessage &messageOf(const Open &open) const;
    LensMessage &messageOf(const Open &open);
    void touch(Open &open, LensMessage &message);
    qsizetype partFor(Open &open, LensMessage &message, const PartName &name);
    QByteArray *sideOf(Open &open, LensMessage &message, const PartName &name, Side side, qsizetype &part);
    bool makeRoom(LensMessage &message, qsizetype bytes);
    void giveBack(LensMessage &message, qsizetype bytes);
    void grow(Open &open, LensMessage &message, qsizetype part, Side side, QByteArray &text, QByteArrayView more);
    void replace(Open &open, LensMessage &message, qsizetype part, Side side, QByteArray &text,
                 const QByteArray &value);
    void noteText(LensMessage &message, LensPart::Kind kind, Side side);
    char16_t *halfPairOf(int open, const PartName &name);
    void replaceHalfPairs(Open &open, LensMessage &message);
    void removeStale(Open &open);
    void closeOpen(qsizetype index, LensMessage::State state, const Message &cut);
    void dropOld();
    void dropFirst();

    QByteArray dialect_;
    LensBounds bounds_;
    Source source_;
    std::deque<LensMessage> messages_;
    QList<Open> open_;
    quint64 nextNumber_ = 0;
    quint64 lastTouched_ = 0;
    qsizetype bytes_ = 0; ///< of all texts
    QList<LensChange> changes_;
};

} // namespace helio
