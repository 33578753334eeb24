package com.hubify.identity.resource.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Refused requests that wait to be reported. Attack: flood the service with bad credentials, to fill its memory or to displace the
 * refusals of others. So there is room for few, and less for those without a genuine credential; what finds none is not reported. Attack:
 * the same with a good credential, past its limit: such answers have a room of their own.
 */
public final class RefusedRequests {

    /** In about 3 MB, with credentials of at most 8 KB in headers. */
    static final int STRANGERS = 200;

    static final int OWNERS = 1_000;

    static final int LIMITED = 200;

    private static final int TOO_MANY_REQUESTS = 429;

    private final boolean isOn;
    private final BlockingQueue<RefusedRequest> strangers = new ArrayBlockingQueue<>(STRANGERS);
    private final BlockingQueue<RefusedRequest> owners = new ArrayBlockingQueue<>(OWNERS);
    private final BlockingQueue<RefusedRequest> limited = new ArrayBlockingQueue<>(LIMITED);

    RefusedRequests(boolean isOn) {
        this.isOn = isOn;
    }

    /** Keeps nothing, since nothing is reported. */
    public static RefusedRequests off() {
        return new RefusedRequests(false);
    }

    /** Never waits. */
    public void add(RefusedRequest refused) {
        if (isOn && refused.isExplained()) {
            boolean unused = room(refused).offer(refused);
        }
    }

    private BlockingQueue<RefusedRequest> room(RefusedRequest refused) {
        if (refused.status() == TOO_MANY_REQUESTS) {
            return limited;
        }
        return refused.isProven() ? owners : strangers;
    }

    /** Takes some out, those of genuine credentials first. */
    List<RefusedRequest> take(int most) {
        List<RefusedRequest> taken = new ArrayList<>();
        owners.drainTo(taken, most);
        limited.drainTo(taken, most - taken.size());
        strangers.drainTo(taken, most - taken.size());
        return taken;
    }
}
