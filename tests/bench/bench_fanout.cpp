// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

// A load for a hub of any make: subscribers on one channel, others beside them on channels of their own to which nobody
// publishes, and one publisher. Measures the server from outside. Nothing of Heliograph's is in here.
//
//   bench_fanout NAME=VALUE…     prints one line of JSON with the figures
//
//   port         of the server, on loopback
//   pid          of the server's process; may be given more than once
//   stream, idle, publish    paths: of the channel's stream; of an idle subscriber's, where # is its number; to POST to
//   subscribers, others, events    how many of each
//   window       how many publications may be unanswered at a time; 1: one after the other

namespace {

using SteadyClock = std::chrono::steady_clock;
using namespace std::string_view_literals;

constexpr size_t EventBytes = 100;
constexpr size_t NumberDigits = 10;
constexpr auto Deadline = std::chrono::seconds(60);
/// Behind the last connection the server tidies up; its memory is read then.
constexpr auto Settling = std::chrono::milliseconds(1500);
/// A source address has some 28,000 ports.
constexpr size_t ConnectionsPerAddress = 20'000;

[[noreturn]] void fail(const std::string &message)
{
    std::fprintf(stderr, "bench_fanout: %s\n", message.c_str());
    std::exit(1);
}

[[noreturn]] void failBySystem(const std::string &what)
{
    fail(what + ": " + std::strerror(errno));
}

struct Options
{
    uint16_t port = 0;
    std::vector<int> pids;
    std::string stream = "/";
    std::string idle = "/";
    std::string publish = "/";
    size_t subscribers = 10;
    size_t others = 0;
    size_t events = 100;
    size_t window = 1;
};

Options optionsFrom(int argc, char *argv[])
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        const size_t equals = argument.find('=');
        const std::string_view name = argument.substr(0, equals);
        const std::string value(equals == std::string_view::npos ? ""sv : argument.substr(equals + 1));
        try {
            if (name == "port")
                options.port = uint16_t(std::stoul(value));
            else if (name == "pid")
                options.pids.push_back(std::stoi(value));
            else if (name == "stream")
                options.stream = value;
            else if (name == "idle")
                options.idle = value;
            else if (name == "publish")
                options.publish = value;
            else if (name == "subscribers")
                options.subscribers = std::stoul(value);
            else if (name == "others")
                options.others = std::stoul(value);
            else if (name == "events")
                options.events = std::stoul(value);
            else if (name == "window")
                options.window = std::max<size_t>(1, std::stoul(value));
            else
                fail("unknown: " + std::string(argument));
        } catch (const std::logic_error &) {
            fail("no number: " + std::string(argument));
        }
    }
    return options;
}

/// What the kernel says of the server's processes, all threads together.
struct ServerTimes
{
    double processorSeconds = 0;
    double waitingSeconds = 0; ///< ready, and without a processor
};

ServerTimes timesOf(const std::vector<int> &pids)
{
    ServerTimes times;
    for (const int pid : pids) {
        const std::string folder = "/proc/" + std::to_string(pid) + "/task";
        DIR *threads = opendir(folder.c_str());
        if (!threads)
            failBySystem(folder);
        while (const dirent *thread = readdir(threads)) {
            if (thread->d_name[0] == '.')
                continue; // its parent has the first thread's figures once more
            double ran = 0;
            double waited = 0;
            if (std::ifstream(folder + "/" + thread->d_name + "/schedstat") >> ran >> waited) {
                times.processorSeconds += ran / 1e9;
                times.waitingSeconds += waited / 1e9;
            }
        }
        closedir(threads);
    }
    return times;
}

/// Their memory in KiB, what they share with others in part.
double memoryOf(const std::vector<int> &pids)
{
    double memory = 0;
    for (const int pid : pids) {
        std::ifstream file("/proc/" + std::to_string(pid) + "/smaps_rollup");
        for (std::string line; std::getline(file, line);) {
            if (line.starts_with("Pss:"))
                memory += std::stod(line.substr(4));
        }
    }
    return memory;
}

int connectTo(uint16_t port, size_t number)
{
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        failBySystem("socket");
    if (const size_t address = number / ConnectionsPerAddress; address > 0) {
        sockaddr_in from{};
        from.sin_family = AF_INET;
        from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + uint32_t(address));
        if (bind(descriptor, reinterpret_cast<const sockaddr *>(&from), sizeof from) != 0)
            failBySystem("bind");
    }
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(descriptor, reinterpret_cast<const sockaddr *>(&to), sizeof to) != 0)
        failBySystem("connect");
    const int on = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(descriptor, F_SETFL, O_NONBLOCK);
    return descriptor;
}

class Load
{
public:
    explicit Load(const Options &options);

    void connectAll();
    void publishAll();
    void print() const;

private:
    struct Client
    {
        int descriptor = -1;
        bool isOpen = false; ///< the head of its answer has come
        std::string rest;    ///< what came behind the last line that is whole
    };

    void send(Client &client, std::string_view request);
    void sendEvent();
    /// Takes what comes within the time; true when something came.
    bool receive(std::chrono::milliseconds within);
    void onBytes(Client &client, std::string_view bytes);
    void onLine(Client &client, std::string_view line);
    void onAnswers();

    const Options &options_;
    int epoll_ = -1;
    std::vector<Client> clients_; ///< the last is the publisher
    std::vector<SteadyClock::time_point> publishedAt_;
    std::vector<double> latencies_; ///< microseconds
    SteadyClock::time_point receivedAt_;
    size_t open_ = 0;
    size_t answered_ = 0;
    double memoryPerConnection_ = 0;
    double seconds_ = 0;
    ServerTimes used_;
};

Load::Load(const Options &options)
    : options_(options)
    , epoll_(epoll_create1(EPOLL_CLOEXEC))
    , clients_(options.subscribers + options.others + 1)
{
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    latencies_.reserve(options.subscribers * options.events);
    publishedAt_.reserve(options.events);
}

void Load::connectAll()
{
    const double before = memoryOf(options_.pids);
    for (size_t i = 0; i < clients_.size(); ++i) {
        Client &client = clients_[i];
        client.descriptor = connectTo(options_.port, i);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        epoll_ctl(epoll_, EPOLL_CTL_ADD, client.descriptor, &event);
        if (i + 1 == clients_.size())
            break;
        std::string path = i < options_.subscribers ? options_.stream : options_.idle;
        if (const size_t number = path.find('#'); number != std::string::npos)
            path.replace(number, 1, std::to_string(i));
        send(client, "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n");
    }
    const auto end = SteadyClock::now() + Deadline;
    while (open_ + 1 < clients_.size()) {
        receive(std::chrono::milliseconds(100));
        if (SteadyClock::now() > end)
            fail("of " + std::to_string(clients_.size() - 1) + " streams only " + std::to_string(open_) + " opened");
    }
    const auto settled = SteadyClock::now() + Settling;
    while (SteadyClock::now() < settled)
        receive(std::chrono::milliseconds(100));
    memoryPerConnection_ = (memoryOf(options_.pids) - before) / double(clients_.size() - 1);
}

void Load::publishAll()
{
    const size_t wanted = options_.subscribers * options_.events;
    const ServerTimes before = timesOf(options_.pids);
    const auto begin = SteadyClock::now();
    auto lastProgress = begin;
    while (answered_ < options_.events || latencies_.size() < wanted) {
        bool moved = false;
        while (publishedAt_.size() < options_.events && publishedAt_.size() - answered_ < options_.window) {
            sendEvent();
            moved = true;
        }
        moved = receive(std::chrono::milliseconds(0)) || moved; // without sleeping: to wake up would count as latency
        const auto now = SteadyClock::now();
        if (moved)
            lastProgress = now;
        else if (now - lastProgress > Deadline)
            fail("delivered " + std::to_string(latencies_.size()) + " of " + std::to_string(wanted));
    }
    seconds_ = std::chrono::duration<double>(SteadyClock::now() - begin).count();
    const ServerTimes after = timesOf(options_.pids);
    used_ = {after.processorSeconds - before.processorSeconds, after.waitingSeconds - before.waitingSeconds};
    std::sort(latencies_.begin(), latencies_.end());
}

void Load::print() const
{
    const auto count = double(latencies_.size());
    const auto quantile = [this](double share) { return latencies_[size_t(double(latencies_.size() - 1) * share)]; };
    std::printf("{\"cpu\": %.4f, \"rate\": %.1f, \"p50\": %.1f, \"p99\": %.1f, \"memory\": %.3f, \"wait\": %.2f}\n",
                used_.processorSeconds * 1e6 / count, count / seconds_, quantile(0.5), quantile(0.99),
                memoryPerConnection_, used_.waitingSeconds * 1e3);
}

void Load::send(Client &client, std::string_view request)
{
    while (!request.empty()) {
        const ssize_t sent = ::send(client.descriptor, request.data(), request.size(), MSG_NOSIGNAL);
        if (sent > 0)
            request.remove_prefix(size_t(sent));
        else if (errno == EAGAIN)
            receive(std::chrono::milliseconds(1));
        else if (errno != EINTR)
            failBySystem("send");
    }
}

/// Its data begins with its number, by which it is known when it arrives.
void Load::sendEvent()
{
    const std::string number = std::to_string(publishedAt_.size());
    std::string data = '@' + std::string(NumberDigits - number.size(), '0') + number + ';';
    data.resize(EventBytes, 'x');
    publishedAt_.push_back(SteadyClock::now());
    send(clients_.back(), "POST " + options_.publish +
                              " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: " +
                              std::to_string(data.size()) + "\r\n\r\n" + data);
}

bool Load::receive(std::chrono::milliseconds within)
{
    static std::array<epoll_event, 1024> ready;
    static std::array<char, 256 * 1024> bytes;
    const int count = epoll_wait(epoll_, ready.data(), int(ready.size()), int(within.count()));
    for (int i = 0; i < count; ++i) {
        Client &client = clients_[ready[size_t(i)].data.u64];
        const ssize_t got = recv(client.descriptor, bytes.data(), bytes.size(), 0);
        if (got > 0)
            onBytes(client, std::string_view(bytes.data(), size_t(got)));
        else if (got == 0 || (errno != EAGAIN && errno != EINTR))
            fail("the server ended a connection");
    }
    return count > 0;
}

void Load::onBytes(Client &client, std::string_view bytes)
{
    receivedAt_ = SteadyClock::now();
    client.rest += bytes;
    if (&client == &clients_.back()) {
        onAnswers();
        return;
    }
    size_t begin = 0;
    for (size_t end = 0; (end = client.rest.find('\n', begin)) != std::string::npos; begin = end + 1)
        onLine(client, std::string_view(client.rest).substr(begin, end - begin));
    client.rest.erase(0, begin);
}

void Load::onLine(Client &client, std::string_view line)
{
    if (!client.isOpen) {
        if (line.starts_with("HTTP/") && line.substr(8, 5) != " 200 ")
            fail("a stream was answered " + std::string(line));
        client.isOpen = line == "\r";
        open_ += client.isOpen ? 1 : 0;
        return;
    }
    const size_t mark = line.find('@');
    if (!line.starts_with("data:") || mark == std::string_view::npos)
        return;
    const size_t number = std::strtoul(std::string(line.substr(mark + 1, NumberDigits)).c_str(), nullptr, 10);
    if (number >= publishedAt_.size())
        fail("an event came that nobody published");
    latencies_.push_back(std::chrono::duration<double, std::micro>(receivedAt_ - publishedAt_[number]).count());
}

void Load::onAnswers()
{
    std::string &rest = clients_.back().rest;
    for (size_t end = 0; (end = rest.find("\r\n\r\n")) != std::string::npos;) {
        std::string head = rest.substr(0, end + 2);
        std::transform(head.begin(), head.end(), head.begin(), [](unsigned char c) { return char(std::tolower(c)); });
        if (head.substr(8, 2) != " 2")
            fail("a publication was answered " + head);
        const size_t field = head.find("\r\ncontent-length:");
        const size_t length = field == std::string::npos ? 0 : std::strtoul(head.c_str() + field + 17, nullptr, 10);
        if (rest.size() < end + 4 + length)
            return;
        rest.erase(0, end + 4 + length);
        ++answered_;
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const Options options = optionsFrom(argc, argv);
    if (options.port == 0 || options.subscribers == 0 || options.events == 0)
        fail("port, subscribers and events are needed");
    Load load(options);
    load.connectAll();
    load.publishAll();
    load.print();
    return 0;
}
