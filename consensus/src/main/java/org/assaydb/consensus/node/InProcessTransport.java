package org.assaydb.consensus.node;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.Transport;
import org.assaydb.proofs.ledger.ValidatorId;

/**
 * Connects the replicas of one JVM. Messages go through their encoding, so that nothing mutable is
 * shared; each node's own inbox bounds and queues them. Thread safe.
 */
public final class InProcessTransport {
  private final Map<ValidatorId, BiConsumer<ValidatorId, Message>> inboxes =
      new ConcurrentHashMap<>();
  private final Set<ValidatorId> cut = ConcurrentHashMap.newKeySet();

  /** The end of one validator. */
  public Transport endpoint(ValidatorId self) {
    return new Endpoint(self);
  }

  /** Cuts a node off, or connects it again. */
  public void setCutOff(ValidatorId node, boolean cutOff) {
    if (cutOff) {
      cut.add(node);
    } else {
      cut.remove(node);
    }
  }

  private void deliver(ValidatorId from, ValidatorId to, Message message) {
    BiConsumer<ValidatorId, Message> inbox = inboxes.get(to);
    if (inbox != null && !cut.contains(from) && !cut.contains(to)) {
      inbox.accept(from, message);
    }
  }

  private final class Endpoint implements Transport {
    private final ValidatorId self;

    Endpoint(ValidatorId self) {
      this.self = self;
    }

    @Override
    public void open(BiConsumer<ValidatorId, Message> inbox) {
      inboxes.put(self, inbox);
    }

    @Override
    public void send(ValidatorId to, Message message) {
      if (inboxes.containsKey(self)) {
        deliver(self, to, Message.decode(message.encode()));
      }
    }

    /** Encodes the message once; every receiver decodes its own. */
    @Override
    public void broadcast(Message message) {
      if (inboxes.containsKey(self)) {
        byte[] encoded = message.encode();
        for (ValidatorId to : inboxes.keySet()) {
          if (!to.equals(self)) {
            deliver(self, to, Message.decode(encoded));
          }
        }
      }
    }

    @Override
    public void close() {
      inboxes.remove(self);
    }
  }
}
