// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/conversationmodel.h"

#include "event/timeforpeople.h"
#include "json/jsonprinter.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/look/format.h"

#include <algorithm>

namespace helio {

namespace {

/// Of a name that a stream gave, in a head or a label.
constexpr qsizetype MaximumNameBytes = 200;

QByteArray printed(const QByteArray &json)
{
    if (json.isEmpty() || !JsonValue::read(json))
        return json;
    QByteArray lines;
    for (JsonPrinter printer(json); !printer.atEnd();)
        lines += printer.take(ConversationModel::MaximumPrintedBytes);
    return lines;
}

bool hasLabel(LensPart::Kind kind)
{
    return kind != LensPart::Kind::Text;
}

bool isOfMcp(const LensMessage &message)
{
    return message.dialect == "mcp";
}

QString timeText(qint64 nanoseconds)
{
    const auto rounded = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(nanoseconds));
    return rounded < std::chrono::seconds(1) ? ConversationModel::tr("%1 ms").arg(rounded.count())
                                             : timeForPeople(rounded);
}

/// With its shape: it says more than the head's color.
bool isMarked(const LensMessage &message)
{
    return message.state == LensMessage::State::Cut || message.state == LensMessage::State::Failed ||
           message.state == LensMessage::State::Stopped || message.lacksLastMark;
}

size_t resultHash(const LensPart &part)
{
    return part.toolResult.size() <= ConversationModel::MaximumPrintedBytes ? qHash(part.toolResult) : 0;
}

} // namespace

ConversationModel::ConversationModel(LensFeed &feed, QObject *parent)
    : QAbstractListModel(parent)
    , feed_(feed)
{
    connect(&feed, &LensFeed::restarted, this, &ConversationModel::restart);
    connect(&feed, &LensFeed::messagesChanged, this, &ConversationModel::onChanges);
    restart();
}

ConversationModel::Part ConversationModel::Part::shownAs(LensPart::Kind kind) const
{
    Part shown;
    if (isHidden)
        return shown;
    shown.labels = int(hasLabel(kind));
    shown.textRows = isFolded ? 0 : int(lines.count());
    shown.resultRows = isFolded ? 0 : int(result.count());
    shown.resultLabels = int(shown.resultRows > 0);
    return shown;
}

int ConversationModel::Part::show(LensPart::Kind kind)
{
    const Part shown = shownAs(kind);
    labels = shown.labels;
    textRows = shown.textRows;
    resultLabels = shown.resultLabels;
    resultRows = shown.resultRows;
    return rows();
}

int ConversationModel::Block::rows() const
{
    int rows = 2; // head and figures
    for (const Part &part : parts)
        rows += part.rows();
    return rows;
}

void ConversationModel::restart()
{
    beginResetModel();
    blocks_.clear();
    firstRows_.clear();
    for (const LensMessage &message : feed_.lens().messages()) {
        blocks_.push_back({message.number, {}});
        for (const LensPart &part : message.parts)
            layAndShow(blocks_.back().parts.emplace_back(), part, message);
    }
    endResetModel();
}

void ConversationModel::setColumns(int columns)
{
    if (std::max(columns, TextLines::MinimumColumns) == columns_)
        return;
    columns_ = std::max(columns, TextLines::MinimumColumns);
    beginResetModel();
    for (Block &block : blocks_) {
        const LensMessage *message = feed_.lens().message(block.message);
        for (size_t i = 0; message && i < block.parts.size() && qsizetype(i) < message->parts.size(); ++i) {
            const LensPart &from = message->parts[qsizetype(i)];
            lay(block.parts[i], from, *message, true);
            block.parts[i].show(from.kind);
        }
    }
    firstRows_.clear();
    endResetModel();
}

void ConversationModel::onChanges(const QList<MessageChange> &changes)
{
    dropOld();
    for (const MessageChange &change : changes) {
        const LensMessage *message = feed_.lens().message(change.message);
        if (!message)
            continue;
        if (const auto block = blockOf(change.message))
            update(*block, *message, change.isRebuilt);
        else
            append(*message);
    }
}

void ConversationModel::dropOld()
{
    const auto &messages = feed_.lens().messages();
    size_t gone = 0;
    while (gone < blocks_.size() && (messages.empty() || blocks_[gone].message < messages.front().number))
        ++gone;
    if (gone == 0)
        return;
    beginRemoveRows({}, 0, firstRowOf(gone) - 1);
    blocks_.erase(blocks_.begin(), blocks_.begin() + std::ptrdiff_t(gone));
    firstRows_.clear();
    endRemoveRows();
}

void ConversationModel::append(const LensMessage &message)
{
    Block block{message.number, {}};
    for (const LensPart &part : message.parts)
        layAndShow(block.parts.emplace_back(), part, message);
    const int first = rowCount();
    beginInsertRows({}, first, first + block.rows() - 1);
    blocks_.push_back(std::move(block));
    firstRows_.clear();
    endInsertRows();
}

void ConversationModel::lay(Part &part, const LensPart &from, const LensMessage &message, bool isRebuilt) const
{
    const bool isTool = from.kind == LensPart::Kind::Tool;
    const bool isPrinted = isTool && from.text.size() <= MaximumPrintedBytes;
    const bool isAnew = isRebuilt || isPrinted || part.isPrinted || part.lines.columns() != columns_;
    part.isPrinted = isPrinted;
    part.textBytes = from.text.size();
    part.toolName = from.toolName;
    part.text = isPrinted ? printed(from.shown()) : QByteArray();
    if (isAnew)
        part.lines = TextLines(columns_);
    part.lines.grow(isPrinted ? part.text : from.text);
    part.isHidden = from.kind == LensPart::Kind::Text && isOfMcp(message) &&
                    std::any_of(message.parts.begin(), message.parts.end(), [&from](const LensPart &each) {
                        return each.kind == LensPart::Kind::Tool && each.toolResult == from.text;
                    });
    if (from.toolResult.isEmpty() && part.resultText.isEmpty())
        return;
    const bool isResultPrinted = from.toolResult.size() <= MaximumPrintedBytes;
    const bool isResultAnew =
        isRebuilt || isResultPrinted || part.resultBytes <= MaximumPrintedBytes || part.result.columns() != columns_;
    part.resultBytes = from.toolResult.size();
    part.resultHash = resultHash(from);
    part.resultText = isResultPrinted ? printed(from.toolResult) : from.toolResult;
    if (isResultAnew)
        part.result = TextLines(columns_);
    part.result.grow(part.resultText);
}

/// Whether the part says what it did when it was laid out; a part that says another thing of the same length is
/// rebuilt.
bool ConversationModel::isLaid(const Part &part, const LensPart &from)
{
    return part.textBytes == from.text.size() && part.resultBytes == from.toolResult.size() &&
           part.resultHash == resultHash(from) && part.toolName == from.toolName;
}

void ConversationModel::layAndShow(Part &part, const LensPart &from, const LensMessage &message) const
{
    part.isFolded = from.kind == LensPart::Kind::Reasoning;
    lay(part, from, message, true);
    part.show(from.kind);
}

void ConversationModel::setRows(int first, int before, int after, const std::function<void()> &change)
{
    if (after > before)
        beginInsertRows({}, first + before, first + after - 1);
    else if (after < before)
        beginRemoveRows({}, first + after, first + before - 1);
    change();
    firstRows_.clear();
    if (after > before)
        endInsertRows();
    else if (after < before)
        endRemoveRows();
}

void ConversationModel::update(size_t place, const LensMessage &message, bool isRebuilt)
{
    const int first = firstRowOf(place);
    int changedFrom = -1;
    int at = first + 1;
    const size_t parts = std::max(blocks_[place].parts.size(), size_t(message.parts.size()));
    for (size_t i = 0; i < parts; ++i) {
        Block &block = blocks_[place];
        if (i >= size_t(message.parts.size())) { // fewer than there were: all behind go at once
            int rows = 0;
            for (size_t gone = i; gone < block.parts.size(); ++gone)
                rows += block.parts[gone].rows();
            setRows(at, rows, 0, [&] { block.parts.resize(i); });
            break;
        }
        const LensPart &from = message.parts[qsizetype(i)];
        const bool isNew = i >= block.parts.size();
        const int before = isNew ? 0 : block.parts[i].rows();
        if (!isNew && !isRebuilt && isLaid(block.parts[i], from)) {
            at += before;
            continue;
        }
        if (isNew)
            block.parts.emplace_back().isFolded = from.kind == LensPart::Kind::Reasoning;
        lay(block.parts[i], from, message, isRebuilt || isNew);
        const int after = block.parts[i].rowsToBe(from.kind);
        setRows(at, before, after, [&] { blocks_[place].parts[i].show(from.kind); });
        const bool isGrown = !isRebuilt && !isNew && from.kind != LensPart::Kind::Tool;
        if (changedFrom < 0)
            changedFrom = isGrown ? std::max(at, at + before - 1) : at;
        at += after;
    }
    const int last = firstRowOf(place) + blocks_[place].rows() - 1;
    Q_EMIT dataChanged(index(first), index(first));
    Q_EMIT dataChanged(index(changedFrom < 0 ? last : changedFrom), index(last));
}

int ConversationModel::firstRowOf(size_t block) const
{
    if (firstRows_.size() != blocks_.size() + 1) {
        firstRows_.assign(1, 0);
        for (const Block &each : blocks_)
            firstRows_.push_back(firstRows_.back() + each.rows());
    }
    return firstRows_[block];
}

std::optional<size_t> ConversationModel::blockOf(quint64 message) const
{
    const auto found = std::lower_bound(blocks_.begin(), blocks_.end(), message,
                                        [](const Block &block, quint64 number) { return block.message < number; });
    if (found == blocks_.end() || found->message != message)
        return {};
    return size_t(found - blocks_.begin());
}

std::optional<ConversationModel::Place> ConversationModel::placeOf(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const auto behind = std::upper_bound(firstRows_.begin(), firstRows_.end(), row);
    Place place{.block = size_t(behind - firstRows_.begin()) - 1};
    const Block &block = blocks_[place.block];
    qsizetype left = row - firstRows_[place.block];
    if (left-- == 0)
        return place;
    for (place.part = 0; place.part < block.parts.size(); ++place.part) {
        const Part &part = block.parts[place.part];
        if (left >= part.rows()) {
            left -= part.rows();
            continue;
        }
        left -= part.labels;
        const qsizetype ofResult = left - part.textRows - part.resultLabels;
        place.row = left < 0               ? Row::Label
                    : left < part.textRows ? Row::Text
                    : ofResult < 0         ? Row::ResultLabel
                                           : Row::Result;
        place.line = place.row == Row::Text ? left : std::max<qsizetype>(ofResult, 0);
        return place;
    }
    place.row = Row::Figures;
    return place;
}

int ConversationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : firstRowOf(blocks_.size());
}

const LensMessage *ConversationModel::messageAt(const QModelIndex &index) const
{
    const auto place = placeOf(index.row());
    return place ? feed_.lens().message(blocks_[place->block].message) : nullptr;
}

EventNumbers ConversationModel::eventsAt(const QModelIndex &index) const
{
    const auto place = placeOf(index.row());
    const LensMessage *message = messageAt(index);
    if (!message)
        return {};
    const bool isOfPart = place->row != Row::Head && place->row != Row::Figures;
    return isOfPart && qsizetype(place->part) < message->parts.size() ? message->parts[qsizetype(place->part)].events
                                                                      : message->events;
}

int ConversationModel::rowOfEvent(quint64 sequence) const
{
    for (size_t block = 0; block < blocks_.size(); ++block) {
        const LensMessage *message = feed_.lens().message(blocks_[block].message);
        if (!message || !message->events.contains(sequence))
            continue;
        int row = firstRowOf(block) + 1;
        for (size_t i = 0; i < blocks_[block].parts.size(); ++i) {
            const Part &part = blocks_[block].parts[i];
            if (part.rows() > 0 && message->parts[qsizetype(i)].events.contains(sequence))
                return row;
            row += part.rows();
        }
        return firstRowOf(block);
    }
    return -1;
}

Tone ConversationModel::toneOf(const LensMessage &message)
{
    switch (message.state) {
    case LensMessage::State::Growing:
        return Tone::Waiting;
    case LensMessage::State::Complete:
        return message.lacksLastMark ? Tone::Waiting : Tone::Open;
    case LensMessage::State::Stopped:
        return Tone::Waiting;
    case LensMessage::State::Failed:
    case LensMessage::State::Cut:
        return Tone::Failed;
    }
    return Tone::None;
}

QString ConversationModel::stateText(const LensMessage &message)
{
    QString text;
    switch (message.state) {
    case LensMessage::State::Growing:
        text = tr("growing");
        break;
    case LensMessage::State::Complete:
        text = message.lacksLastMark ? message.cut.translated() : tr("complete");
        break;
    case LensMessage::State::Stopped:
        text = message.lacksLastMark ? message.cut.translated() : tr("stopped early");
        break;
    case LensMessage::State::Failed:
        text = tr("failed: %1").arg(format::oneLine(message.error, 4 * MaximumNameBytes));
        break;
    case LensMessage::State::Cut:
        text = tr("cut: %1").arg(message.cut.translated());
        break;
    }
    return toneShape(toneOf(message)) + u' ' + text;
}

QString ConversationModel::headText(const LensMessage &message)
{
    QStringList parts;
    for (const QByteArray &name : {message.role, message.model}) {
        if (!name.isEmpty())
            parts.append(format::oneLine(name, MaximumNameBytes));
    }
    parts.append(format::timeOfDay(message.firstEventTime));
    parts.append(stateText(message));
    return parts.join(QStringLiteral("  ·  "));
}

QString ConversationModel::labelText(const Place &place, const LensMessage &message) const
{
    const LensPart &part = message.parts[qsizetype(place.part)];
    if (place.row == Row::ResultLabel) {
        if (!isOfMcp(message))
            return tr("result");
        return QStringLiteral("← ") + tr("answered after %1").arg(timeText(message.duration()));
    }
    const Part &shown = blocks_[place.block].parts[place.part];
    const QString arrow = shown.isFolded ? QStringLiteral("▸ ") : QStringLiteral("▾ ");
    const QString size =
        shown.isFolded ? QStringLiteral("  ·  ") + format::bytes(double(part.text.size() + part.toolResult.size()))
                       : QString();
    switch (part.kind) {
    case LensPart::Kind::Text:
        break;
    case LensPart::Kind::Reasoning:
        return arrow + tr("reasoning") + size;
    case LensPart::Kind::Refusal:
        return arrow + tr("refusal") + size;
    case LensPart::Kind::Tool:
        if (isOfMcp(message)) {
            const QString to = message.role == "server" ? QStringLiteral("← ") : QStringLiteral("→ ");
            const QString id = part.toolId.isEmpty()
                                   ? QString()
                                   : QStringLiteral("  ·  ") + tr("id %1").arg(format::oneLine(part.toolId, 40));
            return arrow + to + format::oneLine(part.toolName, MaximumNameBytes) + id + size;
        }
        return arrow +
               (part.toolName.isEmpty() ? tr("call of a tool")
                                        : tr("call of %1").arg(format::oneLine(part.toolName, MaximumNameBytes))) +
               size;
    case LensPart::Kind::Other:
        return arrow + (part.label.isEmpty() ? tr("other") : format::oneLine(part.label, MaximumNameBytes)) + size;
    }
    return {};
}

QString ConversationModel::figuresText(const Place &place, const LensMessage &message) const
{
    const auto time = timeText;
    QStringList parts;
    if (isMarked(message))
        parts.append(stateText(message));
    if (!message.finishReason.isEmpty())
        parts.append(format::oneLine(message.finishReason, MaximumNameBytes));
    parts.append(tr("%Ln event(s)", nullptr, int(std::min<quint64>(message.events.count(), 2'000'000'000))));
    // What was asked and what was answered are one message here: its first event may be neither.
    if (const auto first = message.timeToFirstEvent(); first && !isOfMcp(message))
        parts.append(tr("first event after %1").arg(time(*first)));
    if (const auto first = message.timeToFirstText())
        parts.append(tr("first text after %1").arg(time(*first)));
    if (isOfMcp(message) && message.isEnded() && message.duration() > 0)
        parts.append(tr("answered after %1").arg(time(message.duration())));
    if (const auto rate = message.deltasPerSecond())
        parts.append(tr("%1 deltas/s").arg(format::shortNumber(*rate)));
    if (message.events.count() > 1)
        parts.append(tr("longest silence %1").arg(time(message.longestSilence)));
    if (message.unknownCount > 0)
        parts.append(tr("%Ln unknown event(s)", nullptr, int(std::min<quint64>(message.unknownCount, 2'000'000'000))));
    if (message.isTruncated)
        parts.append(tr("too large: what came behind is not kept"));
    if (message.lacksEvents)
        parts.append(tr("some of its events may be gone"));
    const auto &shown = blocks_[place.block].parts;
    if (std::any_of(shown.begin(), shown.end(), [](const Part &part) { return part.lines.isFull(); }))
        parts.append(tr("too many lines: the first %1 are shown").arg(format::count(TextLines::MaximumLines)));
    if (!message.usage.isEmpty())
        parts.append(tr("usage %1").arg(format::oneLine(message.usage, 2 * MaximumNameBytes)));
    return parts.join(QStringLiteral("  ·  "));
}

QByteArrayView ConversationModel::bytesAt(const Place &place, const LensMessage &message) const
{
    if (qsizetype(place.part) >= message.parts.size())
        return {};
    const LensPart &from = message.parts[qsizetype(place.part)];
    const Part &part = blocks_[place.block].parts[place.part];
    // While rows are about to go, what they showed may be gone.
    if (place.line >= (place.row == Row::Result ? part.result : part.lines).count())
        return {};
    return place.row == Row::Result ? part.result.line(part.resultText, place.line)
                                    : part.lines.line(part.isPrinted ? part.text : from.text, place.line);
}

QString ConversationModel::textAt(const Place &place, const LensMessage &message) const
{
    if (place.row == Row::Head)
        return headText(message);
    if (place.row == Row::Figures)
        return figuresText(place, message);
    if (qsizetype(place.part) >= message.parts.size())
        return {};
    if (place.row == Row::Label || place.row == Row::ResultLabel)
        return labelText(place, message);
    return visibleLine(decodeUtf8(bytesAt(place, message)).replace(u'\t', QStringLiteral("    ")));
}

QVariant ConversationModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole && role < Qt::UserRole)
        return {};
    const auto place = placeOf(index.row());
    const LensMessage *message = place ? feed_.lens().message(blocks_[place->block].message) : nullptr;
    if (!message)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return textAt(*place, *message);
    case RowRole:
        return int(place->row);
    case ToneRole:
        return QVariant::fromValue(toneOf(*message));
    case MessageRole:
        return message->number;
    case PartRole:
        if (place->row == Row::Head || place->row == Row::Figures || qsizetype(place->part) >= message->parts.size())
            return {};
        return int(message->parts[qsizetype(place->part)].kind);
    case StateRole:
        return place->row == Row::Head ? stateText(*message) : QString();
    case TextRole:
        if (place->row != Row::Text && place->row != Row::Result)
            return textAt(*place, *message);
        return decodeUtf8(bytesAt(*place, *message));
    case WrapRole: {
        if ((place->row != Row::Text && place->row != Row::Result) || qsizetype(place->part) >= message->parts.size())
            return false;
        const Part &part = blocks_[place->block].parts[place->part];
        const QByteArray &text = message->parts[qsizetype(place->part)].text;
        return place->row == Row::Result ? part.result.isWrapped(part.resultText, place->line)
                                         : part.lines.isWrapped(part.isPrinted ? part.text : text, place->line);
    }
    default:
        return {};
    }
}

int ConversationModel::firstRowOf(const Place &part) const
{
    int row = firstRowOf(part.block) + 1;
    for (size_t i = 0; i < part.part; ++i)
        row += blocks_[part.block].parts[i].rows();
    return row;
}

bool ConversationModel::canFold(int row) const
{
    const auto place = placeOf(row);
    return place && place->row != Row::Head && place->row != Row::Figures &&
           blocks_[place->block].parts[place->part].labels > 0;
}

bool ConversationModel::isFolded(int row) const
{
    return canFold(row) && [&, place = placeOf(row)] { return blocks_[place->block].parts[place->part].isFolded; }();
}

void ConversationModel::setFolded(int row, bool folded)
{
    if (!canFold(row) || isFolded(row) == folded)
        return;
    const auto place = placeOf(row);
    const LensMessage *message = feed_.lens().message(blocks_[place->block].message);
    if (!message || qsizetype(place->part) >= message->parts.size())
        return;
    const LensPart::Kind kind = message->parts[qsizetype(place->part)].kind;
    const int first = firstRowOf(*place);
    Part &part = blocks_[place->block].parts[place->part];
    const int before = part.rows();
    part.isFolded = folded;
    setRows(first, before, part.rowsToBe(kind), [&] { part.show(kind); });
    Q_EMIT dataChanged(index(first), index(first + part.rows() - 1));
}

std::optional<ConversationModel::Anchor> ConversationModel::anchorOf(int row) const
{
    const auto place = placeOf(row);
    if (!place)
        return {};
    Anchor anchor{blocks_[place->block].message, place->row, place->part, 0};
    if (place->row == Row::Text)
        anchor.byte = blocks_[place->block].parts[place->part].lines.begin(place->line);
    else if (place->row == Row::Result)
        anchor.byte = blocks_[place->block].parts[place->part].result.begin(place->line);
    return anchor;
}

int ConversationModel::rowOf(const Anchor &anchor) const
{
    if (blocks_.empty())
        return -1;
    if (anchor.message < blocks_.front().message)
        return 0;
    const auto block = blockOf(anchor.message);
    if (!block)
        return rowCount() - 1;
    const std::vector<Part> &parts = blocks_[*block].parts;
    if (anchor.row == Row::Head)
        return firstRowOf(*block);
    if (anchor.row == Row::Figures || anchor.part >= parts.size())
        return firstRowOf(*block) + blocks_[*block].rows() - 1;
    const Part &part = parts[anchor.part];
    const int first = firstRowOf({.block = *block, .part = anchor.part});
    if (anchor.row == Row::Label || part.textRows == 0)
        return first;
    if (anchor.row == Row::Text)
        return first + part.labels + int(std::min<qsizetype>(part.lines.lineOf(anchor.byte), part.textRows - 1));
    const int result = first + part.labels + part.textRows;
    if (anchor.row == Row::ResultLabel || part.resultRows == 0)
        return result;
    return result + part.resultLabels + int(std::min<qsizetype>(part.result.lineOf(anchor.byte), part.resultRows - 1));
}

void ConversationModel::retranslate()
{
    if (const int rows = rowCount(); rows > 0)
        Q_EMIT dataChanged(index(0), index(rows - 1));
}

} // namespace helio
