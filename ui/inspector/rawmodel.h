// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <functional>
#include <vector>

namespace helio {

/// Exact bytes in rows of bounded length, each a string only when it is painted: as text in which nothing is invisible,
/// or in hexadecimal digits beside it. Where rows begin is found in one pass.
class RawModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        Offset, ///< of the row's first byte, in hexadecimal digits
        Hex,    ///< empty in the form Text
        Text,
        ColumnCount,
    };
    enum class Form {
        Text, ///< a row ends behind a line feed, or where it is full
        Hex,  ///< a row has as many bytes as fit
    };

    /// More is not shown: a table has an end, too. isCut() says so.
    static constexpr qsizetype MaximumBytes = 16 * 1024 * 1024;
    static constexpr qsizetype MaximumRows = 1'000'000;

    explicit RawModel(QObject *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    const QByteArray &bytes() const { return bytes_; }
    /// How many of them the rows show.
    qsizetype shownBytes() const { return shownBytes_; }
    bool isCut() const { return shownBytes_ < bytes_.size(); }
    void setForm(Form form);
    Form form() const { return form_; }
    /// How many columns of digits and letters a row of text may fill; wide characters count twice.
    void setTextColumns(int columns);
    void setBytesPerRow(int bytes);
    int bytesPerRow() const { return bytesPerRow_; }
    void retranslate();

    /// The bytes of rows `first` to `last`.
    QByteArray bytesOf(int first, int last) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void findRows();
    void change(bool condition, const std::function<void()> &how);
    QByteArrayView row(int row) const;

    QByteArray bytes_;
    Form form_ = Form::Text;
    int textColumns_ = 80;
    int bytesPerRow_ = 16;
    qsizetype shownBytes_ = 0;
    std::vector<quint32> starts_; ///< of the rows of text
};

/// `bytes` as text in which nothing is invisible: ⏎, ⇥, ‹CR› and ‹1B› for control characters, ‹FF› for a byte that is
/// no UTF-8.
QString visibleText(QByteArrayView bytes);
/// One character for each byte, as beside hexadecimal digits: what is no visible ASCII is a dot.
QString byteText(QByteArrayView bytes);
/// `48 65 6C`
QString hexDigits(QByteArrayView bytes);

} // namespace helio
