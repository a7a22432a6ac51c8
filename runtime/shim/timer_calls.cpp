// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include <map>
#include <mutex>

#include "runtime/shim/clocks.h"
#include "runtime/shim/real.h"
#include "runtime/shim/timers.h"
#include "runtime/shim/wait.h"
#include "sim/host/host_mutex.h"

/// alarm, setitimer, timer_create and timerfd in simulated time. A timer that was made before the
/// library came stays a real one.
using namespace ascend::shim;

namespace {

constexpr std::int64_t kMicrosecond = 1'000'000, kSecond = 1'000'000 * kMicrosecond;

int fail(int error) {
    errno = error;
    return -1;
}

TimerId alarm_timer() {
    static const TimerId id = make_timer([] { kill(getpid(), SIGALRM); });
    return id;
}

std::int64_t picoseconds_of(const timeval& time) {
    return time.tv_sec * kSecond + time.tv_usec * kMicrosecond;
}
timeval to_timeval(std::int64_t time) {
    return {time / kSecond, time % kSecond / kMicrosecond};
}

itimerspec to_itimerspec(const TimerSetting& setting) {
    return {to_timespec(setting.interval), to_timespec(setting.value)};
}

/// An absolute time that has passed expires at once.
TimerSetting setting_of(const Thread& self, clockid_t clock, bool absolute,
                        const itimerspec& time) {
    const bool runs = time.it_value.tv_sec != 0 || time.it_value.tv_nsec != 0;
    if (!runs) return {};
    const std::int64_t value = absolute
                                   ? std::max<std::int64_t>(1, until(self, clock, time.it_value))
                                   : picoseconds(time.it_value);
    return {value, picoseconds(time.it_interval)};
}

struct Known {
    TimerId timer;
    clockid_t clock;
};

/// The timers of one kind that are ours, by the program's name for them.
template <class Key>
class Directory {
  public:
    void add(Key key, Known known) {
        const std::lock_guard lock(mutex_);
        entries_[key] = known;
    }
    bool find(Key key, Known& known) {
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(key);
        if (found == entries_.end()) return false;
        known = found->second;
        return true;
    }
    bool take(Key key, Known& known) {
        if (!find(key, known)) return false;
        const std::lock_guard lock(mutex_);
        entries_.erase(key);
        return true;
    }

  private:
    ascend::sim::HostMutex mutex_;
    std::map<Key, Known> entries_;
};

Directory<std::intptr_t>& posix_timers() {
    static auto& directory = *new Directory<std::intptr_t>;
    return directory;
}
Directory<int>& timer_descriptors() {
    static auto& directory = *new Directory<int>;
    return directory;
}

std::intptr_t key_of(timer_t timer) {
    return reinterpret_cast<std::intptr_t>(timer);
}

void notify(const sigevent& event) {
    if (event.sigev_notify == SIGEV_SIGNAL) {
        sigqueue(getpid(), event.sigev_signo, event.sigev_value);
    } else if (event.sigev_notify == SIGEV_THREAD) {
        auto* copy = new sigevent(event);
        pthread_t thread;
        const auto run = [](void* value) -> void* {
            const sigevent what = *static_cast<sigevent*>(value);
            delete static_cast<sigevent*>(value);
            what.sigev_notify_function(what.sigev_value);
            return nullptr;
        };
        if (pthread_create(&thread, nullptr, run, copy) == 0) pthread_detach(thread);
    }
}

}  // namespace

ASCEND_SIM_INTERPOSE unsigned alarm(unsigned seconds) noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(alarm)(seconds);
    const Operation operation(*self);
    const TimerSetting before = set_timer(alarm_timer(), {seconds * kSecond, 0});
    return static_cast<unsigned>((before.value + kSecond - 1) / kSecond);
}

ASCEND_SIM_INTERPOSE int setitimer(__itimer_which_t which, const itimerval* time,
                                   itimerval* old) noexcept {
    Thread* self = which == ITIMER_REAL ? managed() : nullptr;
    if (self == nullptr || time == nullptr) return ASCEND_SIM_REAL(setitimer)(which, time, old);
    const Operation operation(*self);
    const TimerSetting before = set_timer(
        alarm_timer(), {picoseconds_of(time->it_value), picoseconds_of(time->it_interval)});
    if (old != nullptr) *old = {to_timeval(before.interval), to_timeval(before.value)};
    return 0;
}

ASCEND_SIM_INTERPOSE int getitimer(__itimer_which_t which, itimerval* time) noexcept {
    Thread* self = which == ITIMER_REAL ? managed() : nullptr;
    if (self == nullptr) return ASCEND_SIM_REAL(getitimer)(which, time);
    const Operation operation(*self);
    const TimerSetting now = timer_setting(alarm_timer());
    *time = {to_timeval(now.interval), to_timeval(now.value)};
    return 0;
}

/// The real timer gives its name, and is never set.
ASCEND_SIM_INTERPOSE int timer_create(clockid_t clock, sigevent* event, timer_t* timer) noexcept {
    Thread* self = is_simulated(clock) ? managed() : nullptr;
    const bool known = event == nullptr || event->sigev_notify == SIGEV_SIGNAL ||
                       event->sigev_notify == SIGEV_THREAD || event->sigev_notify == SIGEV_NONE;
    if (self == nullptr || !known) return ASCEND_SIM_REAL(timer_create)(clock, event, timer);
    const Operation operation(*self);
    sigevent silent{};
    silent.sigev_notify = SIGEV_NONE;
    if (ASCEND_SIM_REAL(timer_create)(clock, &silent, timer) != 0) return -1;
    sigevent what{};
    what.sigev_notify = SIGEV_SIGNAL;
    what.sigev_signo = SIGALRM;
    if (event != nullptr) what = *event;
    posix_timers().add(key_of(*timer), {make_timer([what] { notify(what); }), clock});
    return 0;
}

ASCEND_SIM_INTERPOSE int timer_settime(timer_t timer, int flags, const itimerspec* time,
                                       itimerspec* old) noexcept {
    Thread* self = managed();
    Known known{};
    if (self == nullptr || !posix_timers().find(key_of(timer), known))
        return ASCEND_SIM_REAL(timer_settime)(timer, flags, time, old);
    if (!valid(time->it_value) || !valid(time->it_interval)) return fail(EINVAL);
    const Operation operation(*self);
    const bool absolute = (flags & TIMER_ABSTIME) != 0;
    const TimerSetting before =
        set_timer(known.timer, setting_of(*self, known.clock, absolute, *time));
    if (old != nullptr) *old = to_itimerspec(before);
    return 0;
}

ASCEND_SIM_INTERPOSE int timer_gettime(timer_t timer, itimerspec* time) noexcept {
    Thread* self = managed();
    Known known{};
    if (self == nullptr || !posix_timers().find(key_of(timer), known))
        return ASCEND_SIM_REAL(timer_gettime)(timer, time);
    const Operation operation(*self);
    *time = to_itimerspec(timer_setting(known.timer));
    return 0;
}

ASCEND_SIM_INTERPOSE int timer_delete(timer_t timer) noexcept {
    Known known{};
    if (managed() != nullptr && posix_timers().take(key_of(timer), known))
        delete_timer(known.timer);
    return ASCEND_SIM_REAL(timer_delete)(timer);
}

/// An event descriptor counts expirations just as a timer descriptor does.
ASCEND_SIM_INTERPOSE int timerfd_create(clockid_t clock, int flags) noexcept {
    Thread* self = is_simulated(clock) ? managed() : nullptr;
    if (self == nullptr) return ASCEND_SIM_REAL(timerfd_create)(clock, flags);
    const Operation operation(*self);
    const int descriptor = eventfd(0, ((flags & TFD_CLOEXEC) != 0 ? EFD_CLOEXEC : 0) |
                                          ((flags & TFD_NONBLOCK) != 0 ? EFD_NONBLOCK : 0));
    if (descriptor < 0) return -1;
    const auto expire = [descriptor] {
        const std::uint64_t one = 1;
        ascend::sim::os_call(SYS_write, descriptor, ascend::sim::os_address(&one), sizeof one);
    };
    timer_descriptors().add(descriptor, {make_timer(expire), clock});
    return descriptor;
}

ASCEND_SIM_INTERPOSE int timerfd_settime(int descriptor, int flags, const itimerspec* time,
                                         itimerspec* old) noexcept {
    Thread* self = managed();
    Known known{};
    if (self == nullptr || !timer_descriptors().find(descriptor, known))
        return ASCEND_SIM_REAL(timerfd_settime)(descriptor, flags, time, old);
    if (!valid(time->it_value) || !valid(time->it_interval)) return fail(EINVAL);
    const Operation operation(*self);
    const bool absolute = (flags & TFD_TIMER_ABSTIME) != 0;
    const TimerSetting before =
        set_timer(known.timer, setting_of(*self, known.clock, absolute, *time));
    if (old != nullptr) *old = to_itimerspec(before);
    return 0;
}

ASCEND_SIM_INTERPOSE int timerfd_gettime(int descriptor, itimerspec* time) noexcept {
    Thread* self = managed();
    Known known{};
    if (self == nullptr || !timer_descriptors().find(descriptor, known))
        return ASCEND_SIM_REAL(timerfd_gettime)(descriptor, time);
    const Operation operation(*self);
    *time = to_itimerspec(timer_setting(known.timer));
    return 0;
}

ASCEND_SIM_INTERPOSE int close(int descriptor) {
    Known known{};
    if (managed() != nullptr && timer_descriptors().take(descriptor, known))
        delete_timer(known.timer);
    return ASCEND_SIM_REAL(close)(descriptor);
}
