// SPDX-License-Identifier: GPL-3.0-or-later
// QProcess starts a program by clone(CLONE_VM | CLONE_VFORK): until exec() the child runs in the parent's memory while
// the parent stands still. Clang's thread sanitizer takes every clone() for a fork(), and fails a check of its own
// ("!thr->slot") because parent and child both come back into what is one and the same thread for it. It goes past the
// sanitizer here, as it does by GCC's, which leaves clone() alone.
#include <cstdarg>

#include <dlfcn.h>
#include <sched.h>

using Clone = int(int (*function)(void *), void *stack, int flags, void *argument, ...);

extern "C" __attribute__((weak)) Clone __interceptor_clone; // NOLINT(bugprone-reserved-identifier): Clang's name

extern "C" int clone(int (*function)(void *), void *stack, int flags, void *argument, ...)
{
    std::va_list more;
    va_start(more, argument);
    void *const parentId = va_arg(more, void *);
    void *const threadStorage = va_arg(more, void *);
    void *const childId = va_arg(more, void *);
    va_end(more);

    static Clone *const real = reinterpret_cast<Clone *>(::dlsym(RTLD_NEXT, "clone"));
    Clone *const next = __interceptor_clone && !(flags & CLONE_VM) ? __interceptor_clone : real;
    return next(function, stack, flags, argument, parentId, threadStorage, childId);
}
