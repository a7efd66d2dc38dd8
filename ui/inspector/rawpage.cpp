// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/rawpage.h"

#include "json/utf8.h"
#include "ui/look/appearance.h"
#include "ui/look/format.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QRegularExpression>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace helio {

namespace {

/// Paints the signs for what is invisible in another color than what stands there.
class RawDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const override
    {
        QStyleOptionViewItem option = given;
        initStyleOption(&option, index);
        const QString text = std::exchange(option.text, QString());
        const QStyle *style = option.widget->style();
        style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
        const bool isSelected = option.state & QStyle::State_Selected;
        const QColor plain = option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
        const bool isOffset = index.column() == RawModel::Offset;
        painter->save();
        painter->setFont(option.font);
        QRect room =
            option.rect.adjusted(style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, option.widget) + 1, 0, 0, 0);
        const auto draw = [&](const QString &part, bool isSign) {
            painter->setPen(isSelected ? plain
                            : isOffset ? mutedColor(option.palette)
                            : isSign   ? accentColor(option.palette)
                                       : plain);
            painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, part);
            room.setLeft(room.left() + option.fontMetrics.horizontalAdvance(part));
        };
        static const QRegularExpression signs(QStringLiteral("(?:[⏎⇥]|‹(?:CR|[0-9A-F]{2}|U\\+[0-9A-F]{4,6})›)+"));
        qsizetype at = 0;
        for (auto found = signs.globalMatch(text); found.hasNext();) {
            const auto match = found.next();
            draw(text.sliced(at, match.capturedStart() - at), false);
            draw(match.captured(), true);
            at = match.capturedEnd();
        }
        draw(text.sliced(at), false);
        painter->restore();
    }
};

} // namespace

RawPage::RawPage(QWidget *parent)
    : QWidget(parent)
    , model_(new RawModel(this))
    , table_(new QTableView)
    , hex_(new QCheckBox)
    , note_(new QLabel)
    , copy_(new QAction(this))
{
    table_->setObjectName(QStringLiteral("inspectorRaw"));
    table_->setModel(model_);
    table_->setItemDelegate(new RawDelegate(table_));
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setTabKeyNavigation(false);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::ContiguousSelection);
    table_->setTextElideMode(Qt::ElideNone);
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->horizontalHeader()->hide();
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setMinimumSectionSize(10);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->setContextMenuPolicy(Qt::ActionsContextMenu);
    table_->viewport()->installEventFilter(this);
    copy_->setObjectName(QStringLiteral("rawCopy"));
    copy_->setShortcut(QKeySequence(QKeySequence::Copy));
    copy_->setShortcutContext(Qt::WidgetShortcut);
    table_->addAction(copy_);
    hex_->setObjectName(QStringLiteral("inspectorHex"));
    note_->setObjectName(QStringLiteral("inspectorRawNote"));
    note_->setWordWrap(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(table_, 1);
    layout->addWidget(note_);
    layout->addWidget(hex_);
    connect(copy_, &QAction::triggered, this, &RawPage::copy);
    connect(hex_, &QCheckBox::toggled, this, [this](bool hex) {
        model_->setForm(hex ? RawModel::Form::Hex : RawModel::Form::Text);
        fit();
        showNote();
    });
    applyFont();
    retranslate();
}

void RawPage::setBlock(const QByteArray &block, Origin origin)
{
    origin_ = origin;
    model_->setBytes(block);
    fit();
    showNote();
}

void RawPage::clear()
{
    model_->setBytes({});
    showNote();
}

bool RawPage::isHex() const
{
    return hex_->isChecked();
}

void RawPage::setHex(bool hex)
{
    hex_->setChecked(hex);
}

void RawPage::fit()
{
    const int margin = 2 * (table_->style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, table_) + 1);
    const int digit = table_->fontMetrics().horizontalAdvance(u'0');
    const int columns = (table_->viewport()->width() - margin) / digit;
    const bool isHex = model_->form() == RawModel::Form::Hex;
    table_->setColumnHidden(RawModel::Offset, !isHex);
    table_->setColumnHidden(RawModel::Hex, !isHex);
    if (!isHex) {
        model_->setTextColumns(columns);
        return;
    }
    // Each byte takes three columns for its digits and one for its character; steps of four are easy to count.
    const int offset = 6 * digit + margin;
    const int room = (table_->viewport()->width() - offset - 2 * margin) / digit;
    model_->setBytesPerRow(std::clamp(room / 4 / 4 * 4, 4, 32));
    table_->setColumnWidth(RawModel::Offset, offset);
    table_->setColumnWidth(RawModel::Hex, (3 * model_->bytesPerRow() - 1) * digit + margin);
}

void RawPage::copy()
{
    const QModelIndexList rows = table_->selectionModel()->selectedRows(RawModel::Text);
    int first = model_->rowCount();
    int last = -1;
    for (const QModelIndex &index : rows) {
        first = std::min(first, index.row());
        last = std::max(last, index.row());
    }
    QGuiApplication::clipboard()->setText(decodeUtf8(last < 0 ? model_->bytes() : model_->bytesOf(first, last)));
}

void RawPage::showNote()
{
    if (model_->bytes().isEmpty()) {
        note_->clear();
        return;
    }
    const QString size = format::bytes(double(model_->bytes().size()));
    QString text;
    switch (origin_) {
    case Origin::Hub:
        text = tr("%1, as the hub writes it").arg(size);
        break;
    case Origin::Wire:
        text = tr("%1, exactly as it came, any comments before it included").arg(size);
        break;
    case Origin::Fields:
        text = tr("%1, put together from its fields; the stream's own bytes were not kept").arg(size);
        break;
    }
    if (model_->isCut())
        text += u' ' + tr("(the first %1 are shown)").arg(format::bytes(double(model_->shownBytes())));
    note_->setText(text);
}

bool RawPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == table_->viewport() && event->type() == QEvent::Resize)
        fit();
    return QWidget::eventFilter(watched, event);
}

void RawPage::applyFont()
{
    table_->setFont(dataFont());
    table_->verticalHeader()->setMinimumSectionSize(1);
    table_->verticalHeader()->setDefaultSectionSize(QFontMetrics(dataFont()).height() + 2);
    fit();
}

void RawPage::retranslate()
{
    table_->setAccessibleName(tr("The event's bytes"));
    hex_->setText(tr("&Hexadecimal"));
    hex_->setAccessibleName(tr("Show the bytes in hexadecimal digits"));
    note_->setAccessibleName(tr("Where the bytes come from"));
    copy_->setText(tr("&Copy"));
    model_->retranslate();
    showNote();
}

void RawPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        applyFont();
}

} // namespace helio
