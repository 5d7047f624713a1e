import type { SimTimeUs } from '../foundation/index.ts';
import type { ScanReports } from '../messages/index.ts';

/** Reports between satellites and operator. Those of one scan may arrive apart; rows keep their numbers, since the truth goes by them. */
export class OnTheWay {
  #waiting: readonly { readonly reports: ScanReports; readonly lastUs: SimTimeUs }[] = [];
  #takenUntilUs = Number.NEGATIVE_INFINITY;

  /** Reports that never arrive are let go at once. */
  send(reports: ScanReports): void {
    const lastUs = reports.arrivedAtUs.reduce(
      (last, each) => (Number.isFinite(each) ? Math.max(last, each) : last),
      Number.NEGATIVE_INFINITY,
    );
    this.#waiting = [...this.#waiting, { reports, lastUs }];
  }

  /** What has arrived since it was last asked, scan by scan. */
  takenBy(atUs: SimTimeUs): readonly ScanReports[] {
    const fromUs = this.#takenUntilUs;
    const arrived = this.#waiting.flatMap(({ reports, lastUs }) => {
      const { arrivedAtUs } = reports;
      const isNow = (each: number): boolean => each > fromUs && each <= atUs;
      if (!arrivedAtUs.some(isNow)) return [];
      if (lastUs <= atUs && arrivedAtUs.every((each) => isNow(each))) return [reports];
      return [
        {
          ...reports,
          arrivedAtUs: arrivedAtUs.map((each) => (isNow(each) ? each : Number.POSITIVE_INFINITY)),
        },
      ];
    });
    this.#waiting = this.#waiting.filter(({ lastUs }) => lastUs > atUs);
    this.#takenUntilUs = atUs;
    return arrived;
  }
}
