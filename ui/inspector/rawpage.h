// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/rawmodel.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QTableView;

namespace helio {

/// An event as a block of an event stream, byte for byte.
class RawPage : public QWidget
{
    Q_OBJECT
public:
    /// Where the bytes come from.
    enum class Origin {
        Hub,    ///< as the hub writes it
        Wire,   ///< as they came
        Fields, ///< put together from what the reader of a remote stream received
    };

    explicit RawPage(QWidget *parent = nullptr);

    void setBlock(const QByteArray &block, Origin origin);
    void clear();
    bool isHex() const;
    void setHex(bool hex);
    void retranslate();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();
    void copy();
    void showNote();
    void applyFont();

    RawModel *model_;
    Origin origin_ = Origin::Hub;
    QTableView *table_;
    QCheckBox *hex_;
    QLabel *note_;
    QAction *copy_;
};

} // namespace helio
