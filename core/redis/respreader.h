// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/message.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

#include <optional>
#include <vector>

namespace helio {

/// One answer of Redis, in its protocol of version 2 or 3.
struct RespValue
{
    enum class Kind {
        Null,
        String, ///< simple, bulk or verbatim; doubles and big numbers as their text
        Error,  ///< `text` is what Redis says, e.g. `WRONGPASS invalid username-password pair …`
        Integer,
        Boolean, ///< `number` is 0 or 1
        Array,   ///< sets too
        Map,     ///< keys and values by turns
        Push,
        Oversize, ///< a string over the bound, `number` bytes long, or a list with `number` items: it was passed over
    };
    Kind kind = Kind::Null;
    QByteArray text = {};
    qint64 number = 0;
    QList<RespValue> items = {};

    bool isError() const { return kind == Kind::Error; }
    bool isList() const { return kind == Kind::Array || kind == Kind::Map || kind == Kind::Push; }
};

struct RespLimits
{
    qsizetype lineBytes = 64 * 1024;
    qsizetype stringBytes = 8 * 1024 * 1024; ///< a longer one becomes Oversize, and what follows is read on
    qsizetype items = 1'000'000;             ///< of one value, over all its levels
    qsizetype valueBytes = 64 * 1024 * 1024; ///< of all strings of one value together
    /// What passes valueBytes becomes Oversize too, and so does a list that passes `items`; it does not break the
    /// reader.
    bool isOversizePassed = false;
    qsizetype depth = 8;
};

/// Reads what Redis sends: a value that is fed and asked, in chunks of any size. What passes a bound but strings', or
/// is no such protocol, breaks it for good: fault() then says why, and the connection is of no more use.
class RespReader
{
public:
    enum class Fault {
        None,
        NotRedis, ///< what comes is no such protocol
        TooLarge, ///< a bound was passed; problem() says which
    };

    explicit RespReader(const RespLimits &limits = {});

    void feed(QByteArrayView bytes);
    /// The next complete value; nothing when more bytes are needed or it is broken.
    std::optional<RespValue> next();
    bool isBroken() const { return fault_ != Fault::None; }
    Fault fault() const { return fault_; }
    /// Which bound was passed, for people, translated; else empty.
    const Message &problem() const { return problem_; }

private:
    struct Level
    {
        RespValue value;
        qsizetype remaining = 0;
        bool isAttribute = false; ///< given beside a value; nobody here asks for any
        bool isPassed = false;    ///< nothing of it is kept
    };
    struct Bulk
    {
        RespValue::Kind kind = RespValue::Kind::String;
        qsizetype size = 0;
        qsizetype toSkip = -1; ///< not negative: it is too long
        bool isVerbatim = false;
    };

    std::optional<QByteArrayView> takeLine();
    std::optional<RespValue> takeBulk();
    std::optional<RespValue> takeHead(QByteArrayView line);
    std::optional<RespValue> open(char type, qint64 count);
    bool isWithinPassed() const { return !levels_.empty() && levels_.back().isPassed; }
    std::optional<RespValue> place(RespValue value);
    void breakWith(Fault fault, const Message &problem = {});

    RespLimits limits_;
    QByteArray buffer_;
    qsizetype at_ = 0;
    qsizetype scanned_ = 0; ///< no line end stands before it
    std::optional<Bulk> bulk_;
    std::vector<Level> levels_;
    qsizetype items_ = 0;
    qsizetype bytes_ = 0;
    Fault fault_ = Fault::None;
    Message problem_;
};

/// A command as Redis reads it: an array of strings.
QByteArray respCommand(const QByteArrayList &parts);

} // namespace helio
