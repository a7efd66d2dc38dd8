// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/units.h"

#include <array>
#include <utility>

namespace helio {

namespace {

template <size_t N>
std::optional<qint64> scaled(const QString &text, const std::array<std::pair<const char *, qint64>, N> &units,
                             qint64 maximum)
{
    qsizetype digits = 0;
    while (digits < text.size() && text[digits] >= u'0' && text[digits] <= u'9')
        ++digits;
    bool isNumber = false;
    const qint64 value = text.left(digits).toLongLong(&isNumber);
    if (!isNumber)
        return {};
    const QString unit = text.mid(digits).trimmed();
    for (const auto &[name, factor] : units) {
        if (unit == QLatin1String(name))
            return value <= maximum / factor ? std::optional(value * factor) : std::nullopt;
    }
    return {};
}

} // namespace

std::optional<std::chrono::milliseconds> parseDuration(const QString &text)
{
    static constexpr std::array<std::pair<const char *, qint64>, 5> Units{
        {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}}};
    const auto value = scaled(text, Units, qint64(86'400'000) * 10'000);
    return value ? std::optional(std::chrono::milliseconds(*value)) : std::nullopt;
}

std::optional<qint64> parseSize(const QString &text)
{
    static constexpr std::array<std::pair<const char *, qint64>, 8> Units{{{"", 1},
                                                                           {"B", 1},
                                                                           {"KiB", qint64(1) << 10},
                                                                           {"MiB", qint64(1) << 20},
                                                                           {"GiB", qint64(1) << 30},
                                                                           {"KB", 1'000},
                                                                           {"MB", 1'000'000},
                                                                           {"GB", 1'000'000'000}}};
    return scaled(text, Units, qint64(1) << 60);
}

} // namespace helio
