// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/selection.h"

namespace helio {

/// As the table `loss` has it: `{"channels":["a"],"patterns":["b.*"]}`.
QByteArray textOf(const Selection &selection);
/// The other way; nothing where one of the two lists is missing or cannot be read, where they have more than
/// Selection::MaximumEntries together, or what is no channel's name and no pattern by event/rules.h.
std::optional<Selection> selectionOf(QByteArrayView text);
/// Of a loss: where it cannot be read, something may be missing of each.
Selection selectionOrEveryChannel(QByteArrayView text);
/// What selects every channel.
Selection everyChannel();
/// A loss is compared with what each reader selects, which takes long: one of more entries than a reader may have is
/// one of every channel.
Selection boundedLoss(Selection lost);
/// Of two losses one, bounded.
Selection joinedLosses(Selection one, const Selection &other);

} // namespace helio
