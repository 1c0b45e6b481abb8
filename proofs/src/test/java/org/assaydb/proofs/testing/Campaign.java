package org.assaydb.proofs.testing;

/**
 * How thorough tests are that try every change of something. Mutation testing runs every test many
 * times over and takes only some of the changes ({@code -Dcampaign.step}, 1 otherwise).
 */
public final class Campaign {
  /** Of an exhaustive loop: 1 takes all. */
  public static final int STEP = Integer.getInteger("campaign.step", 1);

  private Campaign() {}

  /** Rounds of a random loop. */
  public static int rounds(int all) {
    return Math.max(1, all / STEP);
  }
}
