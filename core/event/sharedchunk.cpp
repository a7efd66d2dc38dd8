// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/sharedchunk.h"

#include <cstring>
#include <functional>
#include <utility>

namespace helio {

namespace {

constexpr qsizetype AllocationOverhead = 32; ///< bytes of a QByteArray with an allocation of its own, besides its text
constexpr int ReferencesAtOnce = 256;        ///< counting each on its own would be the dearest part of all

} // namespace

SharedChunk::SharedChunk(QByteArrayView bytes, QByteArray &spare)
    : bytes_(bytes)
    , spare_(spare)
{}

SharedChunk::~SharedChunk()
{
    if (prepaid_ > 0)
        copy_.data_ptr().d_ptr()->ref_.fetchAndSubRelaxed(prepaid_); // copy_ itself holds one more
    if (!copy_.isNull())
        spare_ = std::move(copy_);
}

SharedChunk::Returned::~Returned()
{
    if (count_ > 0)
        spare_.data_ptr().d_ptr()->ref_.fetchAndSubRelaxed(count_); // spare_ itself holds one more
}

void SharedChunk::makeCopy()
{
    const auto *const header = spare_.data_ptr().d_ptr();
    // Acquire: another thread may have read the last value in it. And values are not to keep a room that is much larger
    // than their chunk.
    const bool isFree = header && header->ref_.loadAcquire() == 1;
    if (!isFree || spare_.capacity() < bytes_.size() || spare_.capacity() > 2 * bytes_.size()) {
        copy_ = bytes_.toByteArray();
        return;
    }
    copy_ = std::move(spare_);
    copy_.resize(bytes_.size());
    std::memcpy(copy_.data(), bytes_.data(), size_t(bytes_.size()));
}

QByteArray SharedChunk::valueOf(QByteArrayView part)
{
    const qsizetype offset = part.data() - bytes_.data();
    if (part.isEmpty() || std::less<>()(part.data(), bytes_.data()) || offset + part.size() >= bytes_.size())
        return part.toByteArray();
    if (copy_.isNull())
        makeCopy();
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

void SharedChunk::unshare(QByteArray &value) const
{
    if (value.constData() >= copy_.constData() && value.constData() < copy_.constData() + copy_.size())
        value = QByteArray(value.constData(), value.size());
}

} // namespace helio
