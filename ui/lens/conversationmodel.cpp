// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/conversationmodel.h"

#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/lens/messagetexts.h"

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

ConversationModel::ConversationModel(LensFeed &feed, QObject *parent)
    : QAbstractListModel(parent)
    , feed_(feed)
{
    nextSlice_.setSingleShot(true);
    nextSlice_.setInterval(0ms);
    connect(&nextSlice_, &QTimer::timeout, this, &ConversationModel::workOnce);
    connect(&feed, &LensFeed::restarted, this, &ConversationModel::restart);
    connect(&feed, &LensFeed::messagesChanged, this, &ConversationModel::onChanges);
    restart();
}

void ConversationModel::restart()
{
    beginResetModel();
    rows_ = ConversationRows();
    isBreaking_ = false;
    unfinished_ = 0;
    LayingBudget budget{SliceBytes};
    for (const LensMessage &message : feed_.lens().messages())
        rows_.blocks().push_back(blockFor(message, budget));
    endResetModel();
    note(budget);
}

void ConversationModel::onChanges(const QList<MessageChange> &changes)
{
    LayingBudget budget{SliceBytes};
    dropOld();
    for (const MessageChange &change : changes) {
        const LensMessage *message = feed_.lens().message(change.message);
        if (!message)
            continue;
        if (const auto block = rows_.blockOf(change.message))
            update(*block, *message, change.isRebuilt, budget);
        else
            append(*message, budget);
        unfinished_ = std::min(unfinished_, change.message);
    }
    note(budget);
}

void ConversationModel::dropOld()
{
    const auto &messages = feed_.lens().messages();
    auto &blocks = rows_.blocks();
    size_t gone = 0;
    while (gone < blocks.size() && (messages.empty() || blocks[gone].message < messages.front().number))
        ++gone;
    if (gone == 0)
        return;
    beginRemoveRows({}, 0, rows_.firstRowOf(gone) - 1);
    blocks.erase(blocks.begin(), blocks.begin() + std::ptrdiff_t(gone));
    rows_.recount();
    endRemoveRows();
}

ConversationModel::Block ConversationModel::blockFor(const LensMessage &message, LayingBudget &budget) const
{
    Block block{message.number, {}};
    for (const LensPart &from : message.parts) {
        LaidPart &part = block.parts.emplace_back(from.kind);
        part.lay(from, message, columns_, true, budget);
        part.show();
    }
    block.figureRows = int(figures(block, message).size());
    return block;
}

QStringList ConversationModel::figures(const Block &block, const LensMessage &message) const
{
    const bool isFull = std::any_of(block.parts.begin(), block.parts.end(), [](const LaidPart &part) {
        return part.textLines().isFull() || part.resultLines().isFull();
    });
    return messagetexts::figures(message, isFull, columns_);
}

void ConversationModel::append(const LensMessage &message, LayingBudget &budget)
{
    Block block = blockFor(message, budget);
    const int first = rowCount();
    beginInsertRows({}, first, first + block.rows() - 1);
    rows_.blocks().push_back(std::move(block));
    rows_.recount();
    endInsertRows();
}

void ConversationModel::setRows(int first, int before, int after, const std::function<void()> &change)
{
    if (after > before)
        beginInsertRows({}, first + before, first + after - 1);
    else if (after < before)
        beginRemoveRows({}, first + after, first + before - 1);
    change();
    rows_.recount();
    if (after > before)
        endInsertRows();
    else if (after < before)
        endRemoveRows();
}

void ConversationModel::update(size_t place, const LensMessage &message, bool isRebuilt, LayingBudget &budget)
{
    const int first = rows_.firstRowOf(place);
    int changedFrom = -1;
    int at = first + 1;
    std::vector<LaidPart> &parts = rows_.blocks()[place].parts;
    for (size_t i = 0; i < size_t(message.parts.size()); ++i) {
        const LensPart &from = message.parts[qsizetype(i)];
        const bool isNew = i == parts.size();
        if (isNew)
            parts.emplace_back(from.kind);
        LaidPart &part = parts[i];
        const int before = part.rows();
        if (!isNew && !isRebuilt && part.isLaid(from)) {
            at += before;
            continue;
        }
        part.lay(from, message, columns_, isRebuilt, budget);
        const int after = part.rowsToBe();
        setRows(at, before, after, [&part] { part.show(); });
        const bool isGrown = !isRebuilt && !isNew && from.kind != LensPart::Kind::Tool;
        if (changedFrom < 0)
            changedFrom = isGrown ? std::max(at, at + before - 1) : at;
        at += after;
    }
    if (const auto left = size_t(message.parts.size()); left < parts.size()) { // all behind go at once
        int rows = 0;
        for (size_t gone = left; gone < parts.size(); ++gone)
            rows += parts[gone].rows();
        setRows(at, rows, 0, [&parts, left] { parts.erase(parts.begin() + std::ptrdiff_t(left), parts.end()); });
    }
    Block &block = rows_.blocks()[place];
    const int figuresAt = first + block.rows() - block.figureRows;
    if (const int after = int(figures(block, message).size()); after != block.figureRows)
        setRows(figuresAt, block.figureRows, after, [&block, after] { block.figureRows = after; });
    Q_EMIT dataChanged(index(first), index(first));
    Q_EMIT dataChanged(index(changedFrom < 0 ? figuresAt : changedFrom), index(first + block.rows() - 1));
}

void ConversationModel::setColumns(int columns, const Sight &sight)
{
    const int wanted = std::max(columns, TextLines::MinimumColumns);
    if (wanted == columns_ && !isBreaking_)
        return;
    if (std::exchange(columns_, wanted) != wanted) {
        isBreaking_ = true;
        unfinished_ = 0;
        rows_.breakAnew(columns_);
    }
    qsizetype bytes = 0;
    for (const LensMessage &message : feed_.lens().messages())
        bytes += message.bytes;
    LayingBudget budget{SliceBytes};
    if (bytes <= SliceBytes && work(budget)) {
        showAnew();
    } else {
        beginResetModel();
        rows_.breakInSight(feed_.lens(), sight, budget);
        endResetModel();
    }
    note(budget);
}

void ConversationModel::note(const LayingBudget &budget)
{
    laidBytes_ += quint64(budget.spent);
    if ((isBreaking_ || budget.left <= 0) && !nextSlice_.isActive())
        nextSlice_.start();
}

void ConversationModel::workOnce()
{
    LayingBudget budget{SliceBytes};
    if (work(budget) && isBreaking_)
        showAnew();
    note(budget);
}

/// Answers whether nothing is left to be done.
bool ConversationModel::work(LayingBudget &budget)
{
    const auto &blocks = rows_.blocks();
    const auto from = std::lower_bound(blocks.begin(), blocks.end(), unfinished_,
                                       [](const Block &block, quint64 number) { return block.message < number; });
    for (auto block = size_t(from - blocks.begin()); block < blocks.size(); ++block) {
        unfinished_ = blocks[block].message;
        if (!workOn(block, budget))
            return false;
    }
    unfinished_ = blocks.empty() ? 0 : blocks.back().message + 1;
    return true;
}

bool ConversationModel::workOn(size_t block, LayingBudget &budget)
{
    const LensMessage *message = messageOf(block);
    std::vector<LaidPart> &parts = rows_.blocks()[block].parts;
    for (size_t i = 0; message && i < parts.size() && qsizetype(i) < message->parts.size(); ++i) {
        LaidPart &part = parts[i];
        const bool isAll = part.work(message->parts[qsizetype(i)], budget);
        if (const int before = part.rows(); !part.isBreaking() && part.rowsToBe() != before) {
            const int first = rows_.firstRowOf(block, i);
            setRows(first, before, part.rowsToBe(), [&part] { part.show(); });
            Q_EMIT dataChanged(index(std::max(first, first + before - 1)), index(first + part.rows() - 1));
        }
        if (!isAll)
            return false;
    }
    return true;
}

void ConversationModel::showAnew()
{
    beginResetModel();
    rows_.showAnew();
    countFigures();
    isBreaking_ = false;
    endResetModel();
}

void ConversationModel::countFigures()
{
    for (size_t i = 0; i < rows_.blocks().size(); ++i) {
        if (const LensMessage *message = messageOf(i))
            rows_.blocks()[i].figureRows = int(figures(rows_.blocks()[i], *message).size());
    }
    rows_.recount();
}

int ConversationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : rows_.count();
}

const LensMessage *ConversationModel::messageOf(size_t block) const
{
    return feed_.lens().message(rows_.blocks()[block].message);
}

const LensMessage *ConversationModel::messageAt(const QModelIndex &index) const
{
    const auto place = rows_.placeOf(index.row());
    return place ? messageOf(place->block) : nullptr;
}

EventNumbers ConversationModel::eventsAt(const QModelIndex &index) const
{
    const auto place = rows_.placeOf(index.row());
    const LensMessage *message = messageAt(index);
    if (!message)
        return {};
    const LensPart *part = ConversationRows::partAt(*place, *message);
    return part ? part->events : message->events;
}

int ConversationModel::rowOfEvent(quint64 sequence) const
{
    for (size_t block = 0; block < rows_.blocks().size(); ++block) {
        const LensMessage *message = messageOf(block);
        if (!message || !message->events.contains(sequence))
            continue;
        int row = rows_.firstRowOf(block) + 1;
        const std::vector<LaidPart> &parts = rows_.blocks()[block].parts;
        for (size_t i = 0; i < parts.size(); ++i) {
            if (parts[i].rows() > 0 && message->parts[qsizetype(i)].events.contains(sequence))
                return row;
            row += parts[i].rows();
        }
        return rows_.firstRowOf(block);
    }
    return -1;
}

QString ConversationModel::textAt(const Place &place, const LensMessage &message) const
{
    const LensPart *from = ConversationRows::partAt(place, message);
    switch (place.row) {
    case Row::Head:
        return messagetexts::head(message);
    case Row::Figures:
        return figures(rows_.blocks()[place.block], message).value(place.line);
    case Row::Label:
        return from ? messagetexts::label(*from, message, rows_.blocks()[place.block].parts[place.part].isFolded())
                    : QString();
    case Row::ResultLabel:
        return from ? messagetexts::resultLabel(*from, message) : QString();
    case Row::Text:
    case Row::Result:
        break;
    }
    return visibleLine(decodeUtf8(rows_.bytesAt(place, message)).replace(u'\t', QStringLiteral("    ")));
}

QVariant ConversationModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role < Qt::UserRole)
        return {};
    const auto place = rows_.placeOf(index.row());
    const LensMessage *message = messageAt(index);
    if (!message)
        return {};
    const LensPart *part = ConversationRows::partAt(*place, *message);
    const bool isLine = place->row == Row::Text || place->row == Row::Result;
    switch (role) {
    case Qt::DisplayRole:
        return textAt(*place, *message);
    case Qt::ToolTipRole: // it ends where the view does
        return place->row == Row::Head ? textAt(*place, *message) : QString();
    case RowRole:
        return int(place->row);
    case ToneRole:
        return QVariant::fromValue(messagetexts::tone(*message));
    case MessageRole:
        return message->number;
    case PartRole:
        return part ? QVariant(int(part->kind)) : QVariant();
    case StateRole:
        return place->row == Row::Head ? messagetexts::state(*message) : QString();
    case TextRole:
        return isLine ? decodeUtf8(rows_.bytesAt(*place, *message)) : textAt(*place, *message);
    case WrapRole:
        return rows_.isWrapped(*place, *message);
    default:
        return {};
    }
}

bool ConversationModel::canFold(int row) const
{
    const auto place = rows_.placeOf(row);
    return place && place->row != Row::Head && place->row != Row::Figures &&
           rows_.blocks()[place->block].parts[place->part].labels() > 0;
}

bool ConversationModel::isFolded(int row) const
{
    if (!canFold(row))
        return false;
    const auto place = rows_.placeOf(row);
    return rows_.blocks()[place->block].parts[place->part].isFolded();
}

void ConversationModel::setFolded(int row, bool folded)
{
    if (!canFold(row) || isFolded(row) == folded)
        return;
    const auto place = rows_.placeOf(row);
    const int first = rows_.firstRowOf(place->block, place->part);
    LaidPart &part = rows_.blocks()[place->block].parts[place->part];
    part.setFolded(folded);
    setRows(first, part.rows(), part.rowsToBe(), [&part] { part.show(); });
    Q_EMIT dataChanged(index(first), index(first + part.rows() - 1));
}

void ConversationModel::retranslate()
{
    beginResetModel();
    countFigures(); // in other words they are longer or shorter
    endResetModel();
}

} // namespace helio
