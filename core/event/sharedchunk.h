// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <new>

namespace helio {

/// Bytes of which parts become values of their own without an allocation for each: a value is a QByteArray that shares
/// one copy of all the bytes, made when the first is asked for. The price is that one value that is kept keeps them
/// all; isWorthIt() says whether that pays.
///
/// This is the one place that relies on how QByteArray works inside.
class SharedChunk
{
public:
    /// `bytes` must outlive this. The copy is made in the room of `spare` when nobody else holds that any more, and
    /// left there for the next chunk.
    SharedChunk(QByteArrayView bytes, QByteArray &spare);
    ~SharedChunk();
    Q_DISABLE_COPY_MOVE(SharedChunk)

    /// `part` as a value. Where it lies within the bytes, it shares their copy, in which the byte behind it becomes the
    /// NUL that each QByteArray ends with: no other part may hold that byte. Else, and at the end of the bytes, it gets
    /// an allocation of its own.
    QByteArray valueOf(QByteArrayView part);

    /// Values that share one copy, and are given back at once when this ends.
    class Returned
    {
    public:
        /// `spare`: the copy, where the chunk left it.
        explicit Returned(QByteArray &spare)
            : spare_(spare)
        {}
        ~Returned();
        Q_DISABLE_COPY_MOVE(Returned)

        /// `value` becomes empty if it shares the copy; else nothing is done.
        void add(QByteArray &value)
        {
            const auto *const header = value.data_ptr().d_ptr();
            if (!header || header != spare_.data_ptr().d_ptr())
                return;
            new (&value) QByteArray; // without its destructor: the reference goes with all others
            ++count_;
        }

    private:
        QByteArray &spare_;
        int count_ = 0;
    };

    /// False when the copy holds much that is part of no value: values that are to be kept should be unshared.
    bool isWorthIt() const { return copy_.isNull() || copy_.size() <= 2 * ownAllocationsBytes_; }
    /// Gives `value` an allocation of its own, if it shares the copy.
    void unshare(QByteArray &value) const;

private:
    void makeCopy();

    QByteArrayView bytes_;
    QByteArray &spare_;
    QByteArray copy_;
    int prepaid_ = 0;                   ///< references counted that nobody holds yet
    qsizetype ownAllocationsBytes_ = 0; ///< that the values would take without sharing
};

} // namespace helio
