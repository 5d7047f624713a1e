import { usFromS } from '../foundation/index.ts';
import { activityPriors, evenPriors } from '../custody/index.ts';
import type { CustodyRequirement } from '../custody/index.ts';
import { custodyDemands } from '../scenario/index.ts';
import type { Requirements } from '../scenario/index.ts';
import { CLASSES_TOLD_APART } from '../vehicles/index.ts';
import type { OperateConfig } from './operate.ts';
import type { MissionPlan } from './plan.ts';

const TASKING_RENEWAL_S = 5;
const TASKING_VALIDITY_S = 10;
/** Narrow fields are planned ten seconds ahead, as long as custody may do without a look by default, in two halves. */
const POINTING_SLOT_S = 5;
const POINTING_SLOTS = 2;
/** Good frames that a turn must leave of a slot, s. */
const POINTING_DWELL_S = 2;
/** A field that will lose the object within so many seconds of its look hands over. */
const HAND_OVER_S = 20;
/** Reports later than this are counted, not used, s. */
const LATE_WINDOW_S = 10;

/** What the operator of a planned mission knows: everything about the own side, nothing about who flies. */
export function operateConfigOf(
  plan: MissionPlan,
): OperateConfig & { readonly custody: readonly CustodyRequirement[] } {
  const { requirements, network } = plan.scenario;
  return {
    ownSide: plan.ownSide,
    epoch: plan.epoch,
    custody: custodyRequirements(requirements),
    decision: {
      regions: plan.regions,
      earth: plan.ownSide.earth,
      classes: CLASSES_TOLD_APART,
      priors:
        requirements.declare.classPriors === 'even'
          ? evenPriors(CLASSES_TOLD_APART)
          : activityPriors(CLASSES_TOLD_APART),
      aimedOdds: requirements.declare.aimedOdds,
      aimedNearOdds: requirements.declare.aimedNearOdds,
      declare: requirements.declare,
    },
    tasking: {
      looksPerObject: network.looksPerObject,
      commandLatencyUs: usFromS(network.commandLatencyS),
      renewalUs: usFromS(TASKING_RENEWAL_S),
      validityUs: usFromS(TASKING_VALIDITY_S),
      pointing: {
        slotUs: usFromS(POINTING_SLOT_S),
        slotCount: POINTING_SLOTS,
        dwellUs: usFromS(POINTING_DWELL_S),
        handOverUs: usFromS(HAND_OVER_S),
      },
    },
    lateWindowUs: usFromS(LATE_WINDOW_S),
  };
}

function custodyRequirements(requirements: Requirements): readonly CustodyRequirement[] {
  return custodyDemands(requirements).map(
    ({ id, minSensors, positionErrorKm: km, maxGapS, maxLatencyS }) => ({
      id,
      minSensors,
      positionErrorM: {
        boost: km.boost * 1000,
        midcourse: km.midcourse * 1000,
        glide: km.glide * 1000,
        reentry: km.reentry * 1000,
      },
      maxGapS,
      maxLatencyS: maxLatencyS ?? null,
    }),
  );
}
