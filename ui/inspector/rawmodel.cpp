// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/rawmodel.h"

#include "json/unseen.h"
#include "json/utf8.h"

namespace helio {

namespace {

/// How many columns text fills, byte for byte.
class ColumnCounter
{
public:
    /// Whether `byte` goes on with the character before it.
    bool continues(uchar byte) const { return expected_ > 0 && (byte & 0xC0) == 0x80; }

    int columns(uchar byte)
    {
        if (continues(byte)) {
            --expected_;
            return 0;
        }
        expected_ = byte < 0xC2 || byte > 0xF4 ? 0 : byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
        if (byte < 0x80)
            return byte == '\n' || byte == '\t' || (byte >= 0x20 && byte != 0x7F) ? 1 : 4;
        if (byte < 0xC2 || byte > 0xF4)
            return 4; // shown by its digits
        return byte >= 0xE0 ? 2 : 1;
    }

private:
    int expected_ = 0;
};

/// Signs for what would be invisible: those of editors for line feed and tab, which stand everywhere, digits else.
/// (Few faces have the pictures of control characters.)
QString sign(char32_t character, QStringView units)
{
    switch (character) {
    case U'\n':
        return QStringLiteral("⏎");
    case U'\t':
        return QStringLiteral("⇥");
    case U'\r':
        return QStringLiteral("‹CR›");
    default:
        break;
    }
    if (character < 0x20 || character == 0x7F)
        return QStringLiteral("‹%1›").arg(hexDigits(QByteArray(1, char(character))));
    return isUnseen(character) ? unseenMark(character) : units.toString();
}

} // namespace

QString visibleText(QByteArrayView bytes)
{
    QString text;
    while (!bytes.isEmpty()) {
        const qsizetype valid = firstInvalidUtf8(bytes).value_or(bytes.size());
        forEachCharacter(decodeUtf8(bytes.first(valid)),
                         [&text](char32_t character, QStringView units) { text += sign(character, units); });
        if (valid == bytes.size())
            break;
        text += u'‹' + hexDigits(bytes.sliced(valid, 1)) + u'›';
        bytes = bytes.sliced(valid + 1);
    }
    return text;
}

QString byteText(QByteArrayView bytes)
{
    QString text;
    for (const char c : bytes)
        text += c >= 0x20 && c < 0x7F ? QLatin1Char(c) : QChar(u'·');
    return text;
}

QString hexDigits(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toHex(' ').toUpper());
}

RawModel::RawModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void RawModel::change(bool condition, const std::function<void()> &how)
{
    if (!condition)
        return;
    beginResetModel(); // no row is what it was
    how();
    findRows();
    endResetModel();
}

void RawModel::setBytes(const QByteArray &bytes)
{
    change(true, [&] { bytes_ = bytes; });
}

void RawModel::setForm(Form form)
{
    change(form != form_, [&] { form_ = form; });
}

void RawModel::setTextColumns(int columns)
{
    columns = std::max(8, columns);
    if (form_ == Form::Hex)
        textColumns_ = columns;
    else
        change(columns != textColumns_, [&] { textColumns_ = columns; });
}

void RawModel::setBytesPerRow(int bytes)
{
    bytes = std::max(1, bytes);
    if (form_ == Form::Text)
        bytesPerRow_ = bytes;
    else
        change(bytes != bytesPerRow_, [&] { bytesPerRow_ = bytes; });
}

void RawModel::findRows()
{
    starts_.clear();
    const qsizetype bytes = std::min(bytes_.size(), MaximumBytes);
    if (form_ == Form::Hex) {
        shownBytes_ = std::min(bytes, MaximumRows * bytesPerRow_);
        return;
    }
    shownBytes_ = bytes;
    ColumnCounter counter;
    int filled = 0;
    bool startsRow = true;
    for (qsizetype at = 0; at < bytes; ++at) {
        const uchar byte = uchar(bytes_[at]);
        const bool continues = counter.continues(byte);
        const int columns = counter.columns(byte);
        if (startsRow || (!continues && filled + columns > textColumns_ && byte != '\n')) {
            if (qsizetype(starts_.size()) == MaximumRows) {
                shownBytes_ = at;
                return;
            }
            starts_.push_back(quint32(at));
            filled = 0;
        }
        filled += columns;
        startsRow = byte == '\n';
    }
}

QByteArrayView RawModel::row(int row) const
{
    const QByteArrayView bytes = QByteArrayView(bytes_).first(shownBytes_);
    if (form_ == Form::Hex) {
        const qsizetype from = qsizetype(row) * bytesPerRow_;
        return bytes.sliced(from, std::min<qsizetype>(bytesPerRow_, bytes.size() - from));
    }
    const qsizetype from = starts_[size_t(row)];
    const qsizetype to = size_t(row) + 1 < starts_.size() ? qsizetype(starts_[size_t(row) + 1]) : bytes.size();
    return bytes.sliced(from, to - from);
}

QByteArray RawModel::bytesOf(int first, int last) const
{
    QByteArray all;
    for (int at = std::max(0, first); at <= last && at < rowCount(); ++at)
        all += row(at);
    return all;
}

int RawModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return form_ == Form::Hex ? int((shownBytes_ + bytesPerRow_ - 1) / bytesPerRow_) : int(starts_.size());
}

int RawModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RawModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (role != Qt::DisplayRole)
        return {};
    const QByteArrayView bytes = row(index.row());
    switch (Column(index.column())) {
    case Offset:
        return QStringLiteral("%1").arg(qulonglong(bytes.data() - bytes_.constData()), 6, 16, QLatin1Char('0'));
    case Hex:
        return form_ == Form::Hex ? hexDigits(bytes) : QString();
    case Text:
        return form_ == Form::Hex ? byteText(bytes) : visibleText(bytes);
    case ColumnCount:
        break;
    }
    return {};
}

void RawModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

QVariant RawModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Offset:
        return tr("Offset");
    case Hex:
        return tr("Hexadecimal");
    case Text:
        return tr("Text");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace helio
