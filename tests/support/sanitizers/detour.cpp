// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sanitizers/detour.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <sys/mman.h>
#include <unistd.h>

#if !defined(__x86_64__)
#    error "The annotations for the thread sanitizer know the instructions of x86-64 alone"
#endif

namespace helio::test {

namespace {

constexpr std::size_t JumpBytes = 13; // movabs $target,%r11; jmp *%r11: a register that no caller and no callee keeps

[[noreturn]] void giveUp(const char *what)
{
    std::fprintf(stderr, "detour: %s\n", what);
    std::abort();
}

void writeJump(unsigned char *at, const void *target)
{
    at[0] = 0x49;
    at[1] = 0xbb;
    std::memcpy(at + 2, &target, sizeof target);
    at[10] = 0x41;
    at[11] = 0xff;
    at[12] = 0xe3;
}

/// How many bytes the instruction has; 0 for one that functions do not begin with, or that may not be moved because it
/// says where something is from where it stands itself.
std::size_t sizeOfInstruction(const unsigned char *at)
{
    if (std::memcmp(at, "\xf3\x0f\x1e\xfa", 4) == 0) // endbr64
        return 4;
    if (std::memcmp(at, "\x64\x48\x8b\x04\x25", 5) == 0) // mov %fs:…,%rax: what guards the stack
        return 9;
    const std::size_t prefix = (at[0] & 0xf0) == 0x40 ? 1 : 0;
    const unsigned char *code = at + prefix;
    if ((code[0] & 0xf8) == 0x50) // push
        return prefix + 1;
    if ((code[0] == 0x89 || code[0] == 0x8b || code[0] == 0x31) && (code[1] & 0xc0) == 0xc0) // mov, xor of registers
        return prefix + 2;
    if (code[0] == 0x83 && code[1] == 0xec) // sub $…,%rsp
        return prefix + 3;
    if (code[0] == 0x81 && code[1] == 0xec)
        return prefix + 6;
    return 0;
}

} // namespace

void *detour(void *function, void *replacement)
{
    auto *const code = static_cast<unsigned char *>(function);
    if (!code)
        giveUp("there is no such function");
    std::size_t moved = 0;
    while (moved < JumpBytes) {
        const std::size_t size = sizeOfInstruction(code + moved);
        if (size == 0)
            giveUp("the function begins with an instruction that is not known");
        moved += size;
    }

    void *const memory = ::mmap(nullptr, moved + JumpBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        giveUp("no memory");
    auto *const beginning = static_cast<unsigned char *>(memory);
    std::memcpy(beginning, code, moved);
    writeJump(beginning + moved, code + moved);
    ::mprotect(memory, moved + JumpBytes, PROT_READ | PROT_EXEC);

    const auto page = std::uintptr_t(::sysconf(_SC_PAGESIZE));
    const auto from = reinterpret_cast<std::uintptr_t>(code) & ~(page - 1);
    const auto size = reinterpret_cast<std::uintptr_t>(code) + JumpBytes - from;
    if (::mprotect(reinterpret_cast<void *>(from), size, PROT_READ | PROT_WRITE | PROT_EXEC) != 0)
        giveUp("the function may not be written");
    writeJump(code, replacement);
    ::mprotect(reinterpret_cast<void *>(from), size, PROT_READ | PROT_EXEC);
    return memory;
}

} // namespace helio::test
