package com.hubify.identity.server.background;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Begins all repeated work once the application has started, and ends it before anything that it uses is closed. */
@Component
public class BackgroundWork implements SmartLifecycle {

    private final List<RepeatedWork> all = new CopyOnWriteArrayList<>();
    private volatile boolean isRunning;

    /**
     * Repeats a step. It has a thread of its own: other work must not queue behind a Redis, or a receiver, that does not answer.
     *
     * @param thread the thread's name
     * @param what the step in words, as the beginning of a sentence in the log: {@code Sending events}
     * @param every how long to wait after each step
     */
    public RepeatedWork repeat(String thread, String what, Duration every, RepeatedWork.Step step) {
        RepeatedWork work = new RepeatedWork(thread, what, every, step);
        all.add(work);
        if (isRunning) {
            work.begin();
        }
        return work;
    }

    @Override
    public void start() {
        isRunning = true;
        all.forEach(RepeatedWork::begin);
    }

    @Override
    public void stop() {
        isRunning = false;
        all.forEach(RepeatedWork::end);
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
