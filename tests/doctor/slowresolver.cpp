// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program, it is a DNS server that does not answer for *.blackhole.test.
#include <cstring>

#include <dlfcn.h>
#include <netdb.h>
#include <unistd.h>

extern "C" int getaddrinfo(const char *node, const char *service, const addrinfo *hints, addrinfo **result)
{
    using Resolver = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
    static const auto real = reinterpret_cast<Resolver>(dlsym(RTLD_NEXT, "getaddrinfo"));
    constexpr unsigned Forever = 600;
    if (node && std::strstr(node, ".blackhole.test"))
        sleep(Forever);
    return real(node, service, hints, result);
}
