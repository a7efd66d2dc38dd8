// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace helio::test {

/// Whether a sanitizer is built in: what was freed stays then, and all takes many times as long.
inline constexpr bool IsSanitized =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#elif defined(__has_feature)
#    if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    true;
#    else
    false;
#    endif
#else
    false;
#endif

} // namespace helio::test
