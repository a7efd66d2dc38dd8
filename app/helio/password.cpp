// SPDX-License-Identifier: GPL-3.0-or-later
#include "password.h"

#include "json/unseen.h"
#include "json/utf8.h"

#include <cerrno>
#include <cstdio>

#include <termios.h>
#include <unistd.h>

namespace helio {

namespace {

/// The terminal at standard input gives each byte as it is typed, and shows none, until this ends.
class SilentTerminal
{
public:
    SilentTerminal()
        : isReady_(tcgetattr(STDIN_FILENO, &before_) == 0)
    {
        if (!isReady_)
            return;
        termios silent = before_;
        // Without ISIG Ctrl+C is a byte, so that the terminal is put right before the program ends.
        silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG);
        silent.c_cc[VMIN] = 1;
        silent.c_cc[VTIME] = 0;
        isReady_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal()
    {
        if (isReady_)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Q_DISABLE_COPY_MOVE(SilentTerminal)

    bool isReady() const { return isReady_; }
    bool isErase(char c) const { return c == '\b' || c == '\x7F' || c == char(before_.c_cc[VERASE]); }
    bool isInterrupt(char c) const { return c == char(before_.c_cc[VINTR]) || c == char(before_.c_cc[VQUIT]); }
    bool isEnd(char c) const { return c == '\n' || c == '\r' || c == char(before_.c_cc[VEOF]); }

private:
    termios before_ = {};
    bool isReady_;
};

/// One character, of however many bytes.
void removeLast(QByteArray &utf8)
{
    while (!utf8.isEmpty() && (uchar(utf8.back()) & 0xC0) == 0x80)
        utf8.chop(1);
    utf8.chop(1);
}

std::optional<QByteArray> readLine(const SilentTerminal &terminal)
{
    QByteArray line;
    for (;;) {
        char c = 0;
        const ssize_t size = read(STDIN_FILENO, &c, 1);
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0 || terminal.isInterrupt(c))
            return {};
        if (terminal.isEnd(c))
            return line;
        if (terminal.isErase(c))
            removeLast(line);
        else
            line += c;
    }
}

} // namespace

bool canAskForPassword()
{
    return isatty(STDIN_FILENO) == 1;
}

std::optional<QString> askForPassword(const QString &question)
{
    const SilentTerminal terminal;
    if (!terminal.isReady())
        return {};
    std::fputs(visibleLine(question, TerminalSigns).toUtf8().constData(), stderr);
    const auto line = readLine(terminal);
    std::fputs("\n", stderr);
    return line ? std::optional(decodeUtf8(*line)) : std::nullopt;
}

} // namespace helio
