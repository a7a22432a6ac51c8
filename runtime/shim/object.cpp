// SPDX-License-Identifier: Apache-2.0
#include "runtime/shim/object.h"

#include <algorithm>
#include <atomic>
#include <new>
#include <string>
#include <unordered_map>
#include <utility>

namespace ascend::shim {
namespace {

struct Table {
    sim::HostMutex mutex;
    std::unordered_map<const void*, Object> objects;
};

std::atomic<bool> any_shared{false};

Table& table() {
    static Table& instance = *new Table;
    return instance;
}

}  // namespace

void Object::append(Thread& thread) {
    thread.next_waiting = nullptr;
    (first == nullptr ? first : last->next_waiting) = &thread;
    last = &thread;
}

void Object::prepend(Thread& thread) {
    thread.next_waiting = first;
    first = &thread;
    if (last == nullptr) last = &thread;
}

bool Object::remove(Thread& thread) {
    Thread* before = nullptr;
    Thread* at = first;
    while (at != nullptr && at != &thread) before = std::exchange(at, at->next_waiting);
    if (at == nullptr) return false;
    (before == nullptr ? first : before->next_waiting) = thread.next_waiting;
    if (last == &thread) last = before;
    return true;
}

Thread* Object::take_first() {
    Thread* thread = first;
    if (thread != nullptr) remove(*thread);
    return thread;
}

Objects::Objects() {
    table().mutex.lock();
}
Objects::~Objects() {
    table().mutex.unlock();
}

Object* Objects::find(const void* address) {
    const auto found = table().objects.find(address);
    return found == table().objects.end() ? nullptr : &found->second;
}

Object& Objects::at(const void* address) {
    return table().objects[address];
}

void Objects::forget(const void* address) {
    table().objects.erase(address);
}

void Objects::tidy(const void* address) {
    const Object* object = find(address);
    if (object == nullptr || object->first != nullptr || object->clock != 0 || object->shared ||
        object->wait_clock != CLOCK_REALTIME || object->count != 0 || object->busy != nullptr) {
        return;
    }
    forget(address);
}

Object properties(const void* address) {
    Objects objects;
    const Object* object = objects.find(address);
    return object == nullptr ? Object{} : *object;
}

void note_sharing(const void* address, bool shared) {
    if (!shared && !any_shared) return;
    const sim::InSimulator inside(&this_thread().link);
    Objects objects;
    objects.at(address).shared = shared;
    if (shared) any_shared = true;
    objects.tidy(address);
}

bool is_shared(const void* address) {
    if (!any_shared) return false;
    const sim::InSimulator inside(&this_thread().link);
    return properties(address).shared;
}

void forget_object(const void* address) {
    const sim::InSimulator inside(&this_thread().link);
    Objects().forget(address);
}

void lock_objects() {
    table().mutex.lock();
}
void unlock_objects() {
    table().mutex.unlock();
}
void renew_objects_lock() {
    new (&table().mutex) sim::HostMutex;
}

void acquire_clock(Thread& self, const void* address) {
    if (process.one_at_a_time) return;
    Objects objects;
    const Object* object = objects.find(address);
    if (object == nullptr || object->clock <= self.link.clock) return;
    self.link.clock = object->clock;
}

void release_clock(Thread& self, const void* address) {
    if (process.one_at_a_time || self.in_handler > 0) return;
    Objects objects;
    Object& object = objects.at(address);
    object.clock = std::max(object.clock, self.link.clock.load());
}

int wake(const void* address, int most) {
    int woken = 0;
    {
        Objects objects;
        Object* object = objects.find(address);
        while (object != nullptr && woken < most) {
            Thread* thread = object->take_first();
            if (thread == nullptr) break;
            thread->link.permit_clock = this_thread().link.clock.load();
            thread->link.permit = true;
            ++woken;
        }
        objects.tidy(address);
    }
    if (woken > 0) process.library->permit_given();
    return woken;
}

WaitEnd await_permit(Thread& self, const void* address, const std::string& what,
                     std::int64_t timeout, Interruption interruption) {
    WaitRequest request;
    request.what = what.c_str();
    request.timeout = timeout;
    request.interruptible = interruption == Interruption::kSignal;
    request.cancellable = interruption == Interruption::kCancellation;
    const WaitEnd end = process.library->wait(&self.link, request);
    if (end == kGiven) return kGiven;
    Objects objects;
    Object* object = objects.find(address);
    const bool queued = object != nullptr && object->remove(self);
    objects.tidy(address);
    return queued ? end : kGiven;
}

WaitEnd acquire(Thread& self, const void* address, const std::function<bool()>& attempt,
                const std::function<std::string()>& what, std::int64_t timeout,
                Interruption interruption) {
    const std::int64_t deadline =
        timeout >= kNoTimeout ? kNoTimeout : self.link.clock.load() + timeout;
    bool again = false;
    while (!attempt()) {
        {
            Objects objects;
            self.link.permit = false;
            Object& object = objects.at(address);
            again ? object.prepend(self) : object.append(self);
            if (attempt()) {  // released before the release could see us wait
                object.remove(self);
                objects.tidy(address);
                break;
            }
        }
        const std::int64_t left =
            deadline >= kNoTimeout ? kNoTimeout
                                   : std::max<std::int64_t>(0, deadline - self.link.clock.load());
        const WaitEnd end = await_permit(self, address, what(), left, interruption);
        if (end != kGiven) return end;
        again = true;
    }
    acquire_clock(self, address);
    return kGiven;
}

}  // namespace ascend::shim
