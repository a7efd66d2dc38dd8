// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>
#include <QTimer>

#include <functional>

namespace helio {

/// A text of others as the Markdown that it may be. Nothing is loaded for it, from nowhere: HTML stands as it is
/// written, pictures are a sign. A link is followed when the user clicked it and agrees to where it leads; only to the
/// web.
class MarkdownView : public QTextBrowser
{
    Q_OBJECT
public:
    /// What is behind that is not rendered.
    static constexpr qsizetype MaximumBytes = 64 * 1024;

    explicit MarkdownView(QWidget *parent = nullptr);

    /// Another text at once; one that goes on, soon: rendering takes a tenth of the time at most.
    void setText(quint64 message, const QByteArray &markdown);
    void clearText();
    /// Asks whether to open a link, which is shown as it is; as tests want it.
    void setQuestion(std::function<bool(const QString &url)> question) { question_ = std::move(question); }

    QVariant loadResource(int type, const QUrl &name) override;

private:
    void render();
    void follow(const QUrl &link);

    std::function<bool(const QString &url)> question_;
    std::optional<quint64> message_;
    QByteArray waiting_;
    QByteArray shown_;
    QTimer soon_;
};

} // namespace helio
