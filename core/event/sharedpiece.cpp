// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/sharedpiece.h"

#include <functional>

namespace helio {

namespace {

constexpr qsizetype AllocationOverhead = 32; ///< bytes of a QByteArray with an allocation of its own, besides its text
constexpr int ReferencesAtOnce = 256;        ///< counting each on its own would be the dearest part of all

} // namespace

SharedPiece::SharedPiece(QByteArrayView bytes)
    : bytes_(bytes)
{}

SharedPiece::~SharedPiece()
{
    if (prepaid_ > 0)
        copy_.data_ptr().d_ptr()->ref_.fetchAndSubRelaxed(prepaid_); // copy_ itself holds one more
}

QByteArray SharedPiece::valueOf(QByteArrayView part)
{
    const qsizetype offset = part.data() - bytes_.data();
    if (part.isEmpty() || std::less<>()(part.data(), bytes_.data()) || offset + part.size() >= bytes_.size())
        return part.toByteArray();
    if (copy_.isNull())
        copy_ = bytes_.toByteArray();
    auto *const header = copy_.data_ptr().d_ptr();
    if (prepaid_ == 0) {
        prepaid_ = ReferencesAtOnce;
        header->ref_.fetchAndAddRelaxed(prepaid_);
    }
    --prepaid_;
    ownAllocationsBytes_ += part.size() + AllocationOverhead;
    // Not data(), which would detach: the values are to see what is written here.
    char *const begin = copy_.data_ptr().data() + offset;
    begin[part.size()] = '\0';
    return QByteArray(QByteArray::DataPointer(header, begin, part.size()));
}

void SharedPiece::unshare(QByteArray &value) const
{
    if (value.constData() >= copy_.constData() && value.constData() < copy_.constData() + copy_.size())
        value = QByteArray(value.constData(), value.size());
}

} // namespace helio
