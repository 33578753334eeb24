package com.hubify.demo.lab;

import com.hubify.demo.api.Ids;
import com.hubify.demo.api.Page;
import com.hubify.demo.api.PageRequest;
import com.hubify.demo.api.Refusal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * All labs, in memory. Every method is atomic. A lab the caller may not see is treated like one that does not exist; one
 * that is seen but belongs to another is refused with 403.
 */
@Component
public class Labs {

    /** The most labs one owner may have. */
    static final int MAX_PER_OWNER = 100;

    /** The most labs kept at all, about 60 MiB at the very worst. */
    static final int MAX = 10_000;

    private final NavigableMap<String, Lab> labs = new TreeMap<>();
    private final Ids ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Labs(Ids ids, Clock clock, ApplicationEventPublisher events) {
        this.ids = ids;
        this.clock = clock;
        this.events = events;
        SampleLabs.ALL.forEach(lab -> labs.put(lab.id(), lab));
    }

    synchronized Lab create(String owner, NewLab asked) {
        refuseOneTooMany(owner);
        Slug slug = asked.askedSlug()
                .map(wanted -> unlessTaken(owner, wanted))
                .orElseGet(() -> Slug.from(asked.checkedName()).firstFree(slugOf -> isTaken(owner, slugOf)));
        Lab lab = asked.toLab(ids.next("lab"), owner, slug, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        labs.put(lab.id(), lab);
        return lab;
    }

    synchronized Page<Lab> visibleTo(String subject, PageRequest page) {
        return Page.of(labs.values().stream().filter(lab -> lab.isVisibleTo(subject)), Lab::id, page);
    }

    synchronized Lab get(String id, String subject) {
        return visible(id, subject).orElseThrow(() -> Refusal.notFound("Lab"));
    }

    synchronized Lab change(String id, String subject, LabChanges changes) {
        Lab changed = owned(id, subject).changedBy(changes);
        labs.put(id, changed);
        return changed;
    }

    void delete(String id, String subject) {
        synchronized (this) {
            labs.remove(owned(id, subject).id());
        }
        events.publishEvent(new LabDeleted(id));
    }

    void deleteAll(String owner) {
        List<String> own;
        synchronized (this) {
            own = labs.values().stream()
                    .filter(lab -> lab.isOwnedBy(owner))
                    .map(Lab::id)
                    .toList();
            own.forEach(labs::remove);
        }
        own.forEach(id -> events.publishEvent(new LabDeleted(id)));
    }

    /** Whether the lab exists and the subject may see it. */
    public synchronized boolean isVisible(String id, String subject) {
        return visible(id, subject).isPresent();
    }

    /**
     * Lets the owner pass.
     *
     * @throws Refusal unless the lab exists, the subject may see it and it is the subject's own
     */
    public synchronized void requireOwned(String id, String subject) {
        owned(id, subject);
    }

    /** Counts one more experiment. False if the lab has gone. */
    public synchronized boolean countExperiment(String id) {
        return labs.computeIfPresent(id, (key, lab) -> lab.withOneMoreExperiment()) != null;
    }

    private Optional<Lab> visible(String id, String subject) {
        return Optional.ofNullable(labs.get(id)).filter(lab -> lab.isVisibleTo(subject));
    }

    private Lab owned(String id, String subject) {
        Lab lab = get(id, subject);
        if (!lab.isOwnedBy(subject)) {
            throw Refusal.notYours("This lab belongs to someone else.");
        }
        return lab;
    }

    private void refuseOneTooMany(String owner) {
        long own = labs.values().stream().filter(lab -> lab.isOwnedBy(owner)).count();
        if (own >= MAX_PER_OWNER || labs.size() >= MAX) {
            throw Refusal.limitReached("The maximum number of labs is reached; delete one first.");
        }
    }

    private Slug unlessTaken(String owner, Slug wanted) {
        if (isTaken(owner, wanted)) {
            throw Refusal.conflict("You already have a lab with this slug.");
        }
        return wanted;
    }

    // Among the owner's labs only: across owners the answer would tell of private labs.
    private boolean isTaken(String owner, Slug slug) {
        return labs.values().stream()
                .anyMatch(lab -> lab.isOwnedBy(owner) && lab.slug().equals(slug));
    }
}
