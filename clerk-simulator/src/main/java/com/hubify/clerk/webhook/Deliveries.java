package com.hubify.clerk.webhook;

import com.hubify.clerk.webhook.Message.State;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;

/** Sends messages to endpoints, each on its own, and again until they are taken or the schedule ends. In memory alone. */
final class Deliveries {

    /** Waiting now or later. Above it messages are dropped: a receiver that is away for long must not fill the memory. */
    static final int LIMIT = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final WebhookSender sender;
    private final TaskScheduler scheduler;
    private final Supplier<WebhookSwitches> switches;
    private final double speed;
    private final AtomicInteger waiting = new AtomicInteger();

    Deliveries(WebhookSender sender, TaskScheduler scheduler, Supplier<WebhookSwitches> switches, double speed) {
        this.sender = sender;
        this.scheduler = scheduler;
        this.switches = switches;
        this.speed = speed;
    }

    int waiting() {
        return waiting.get();
    }

    /** Takes the message up, if there is room. What is returned makes the first attempt when it runs. */
    Optional<Runnable> prepare(Message message, Endpoint endpoint) {
        if (waiting.incrementAndGet() > LIMIT) {
            waiting.decrementAndGet();
            message.became(State.DROPPED);
            LOG.warn("More than {} deliveries wait; the message {} is dropped", LIMIT, message.id());
            return Optional.empty();
        }
        message.became(State.WAITING);
        return Optional.of(() -> attempt(message, endpoint, 0));
    }

    private void attempt(Message message, Endpoint endpoint, int failedBefore) {
        try {
            Attempt attempt = sender.send(message, endpoint, switches.get());
            message.add(attempt);
            if (attempt.succeeded()) {
                end(message, State.DELIVERED);
            } else if (attempt.aborted()) {
                end(message, State.ABORTED);
            } else {
                retry(message, endpoint, failedBefore + 1);
            }
        } catch (InterruptedException e) {
            // The simulator stops, and its state is gone with it.
            Thread.currentThread().interrupt();
        }
    }

    private void retry(Message message, Endpoint endpoint, int failed) {
        Double faster = switches.get().speed();
        Optional<Duration> delay = SvixSchedule.delay(failed, faster == null ? speed : faster);
        delay.ifPresentOrElse(
                wait -> after(wait, () -> attempt(message, endpoint, failed)), () -> end(message, State.FAILED));
    }

    private void end(Message message, State state) {
        waiting.decrementAndGet();
        message.became(state);
    }

    void after(Duration delay, Runnable task) {
        scheduler.schedule(task, scheduler.getClock().instant().plus(delay));
    }
}
