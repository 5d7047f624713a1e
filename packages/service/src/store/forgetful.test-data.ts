import { OperationNodeTransformer, ValueNode } from 'kysely';
import type { BinaryOperationNode, KyselyPlugin, OperationNode, RootOperationNode } from 'kysely';

/** Queries that forget whose rows they are to read: conditions on the tenant hold for everybody. */
class Forgetting extends OperationNodeTransformer {
  forgotten = 0;

  protected override transformBinaryOperation(node: BinaryOperationNode): BinaryOperationNode {
    if (!isTenant(node.leftOperand)) return super.transformBinaryOperation(node);
    this.forgotten++;
    return { ...node, leftOperand: ValueNode.createImmediate(1), rightOperand: ValueNode.createImmediate(1) };
  }
}

function isTenant(node: OperationNode): boolean {
  return JSON.stringify(node).includes('"tenant_id"');
}

/** Counts what it made queries forget. */
export class Forgetful implements KyselyPlugin {
  readonly #forgetting = new Forgetting();

  get forgotten(): number {
    return this.#forgetting.forgotten;
  }

  transformQuery({ node }: { readonly node: RootOperationNode }): RootOperationNode {
    return this.#forgetting.transformNode(node);
  }

  transformResult<Result>({ result }: { readonly result: Result }): Promise<Result> {
    return Promise.resolve(result);
  }
}
