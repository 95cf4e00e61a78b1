import type { Table } from '../../form/form.ts';
import type { Region } from './region.ts';
import type { SourceRow, Token } from './source-row.ts';
import type { FormRow, Match, Meaning, Vocabulary } from './vocabulary.ts';

/** Labels above figures, with what stands among them and is not known. */
export interface Head {
  labels: { token: Token; match?: Match; row: SourceRow }[];
  /** Figures have followed: the next label of a column begins another head. */
  isClosed: boolean;
}

/** A label with the cells after it. */
export interface Run {
  /** Absent where the source has figures without any. */
  label?: Token;
  /** Rows of the form that the label may name; none for a label that is not the form's. */
  candidates: readonly FormRow[];
  isExact: boolean;
  /** Words of the group of rows last seen. */
  group: string;
  head: Head;
  /** How many labels of heads stood before its first cell. */
  headLabels: number;
  values: Token[];
  /** Whether cells stood beside the label, not below it. */
  isInline: boolean;
  row: SourceRow;
}

export interface Runs {
  runs: readonly Run[];
  heads: readonly Head[];
}

type Role = 'row' | 'group' | 'head' | 'other' | 'value' | 'blank';

/**
 * Reads regions as labels followed by figures. Where the source has rows, figures belong to the
 * label of their row; where each cell has a line, to the label above.
 */
export function readRuns(regions: readonly Region[], vocabulary: Vocabulary): Runs {
  const reader = new RunReader(vocabulary);
  for (const region of regions) {
    reader.leave();
    for (const row of region.rows) reader.readRow(row);
  }
  return reader;
}

class RunReader implements Runs {
  readonly runs: Run[] = [];
  readonly heads: Head[] = [];
  private readonly vocabulary: Vocabulary;
  private head: Head = { labels: [], isClosed: false };
  private headLabels = 0;
  private group = '';
  private current: Run | undefined;
  private last: Role | undefined;

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  leave(): void {
    this.current = undefined;
    this.last = undefined;
  }

  readRow(row: SourceRow): void {
    const roles: Role[] = [];
    for (const [at, token] of row.tokens.entries()) {
      const match = token.kind === 'text' ? this.vocabulary.lookUp(token.label) : undefined;
      const role = match ? this.roleOf(match, token, nextFilled(row, at)) : roleWithout(token);
      roles.push(role);
      if (role === 'row') this.startRun(row, at, match);
      else if (role === 'group') this.enterGroup(match!);
      else if (role === 'head') this.addHead(token, row, match);
      else if (role === 'other') this.addOther(row, at, roles);
      else this.addValue(row, token);
      if (role !== 'blank') this.last = role === 'other' && this.isHeadRow(roles) ? 'head' : role;
    }
  }

  private roleOf(match: Match, token: Token, next: Token | undefined): Role {
    const rows = match.meanings.flatMap((meaning) => (meaning.kind === 'row' ? [meaning.row] : []));
    const group = match.meanings.find(({ kind }) => kind === 'group');
    const hasHead = match.meanings.some(({ kind }) => kind === 'column' || kind === 'head');
    const isBeforeFigures = next?.kind === 'value';
    if (rows.length > 0) {
      if (this.isColumnOfOneRow(match, token)) return 'head';
      if (isBeforeFigures) return 'row';
      if (rows.every(({ table }) => table.style === 'single-row')) return 'head';
      const isNumbered = rows.some(
        (row) => row.label.ordinal !== '' && row.label.ordinal === token.label.ordinal,
      );
      return hasHead && !isNumbered && this.last === 'head' ? 'head' : 'row';
    }
    if (group?.kind !== 'group') return 'head';
    if (group.table.style === 'single-row') return 'head';
    return isBeforeFigures ? 'other' : 'group';
  }

  /** 总计 among the labels of 表四, where each stands before its figure. */
  private isColumnOfOneRow({ meanings }: Match, { label }: Token): boolean {
    const above = this.head.labels.at(-1)?.match?.meanings ?? [];
    return (
      label.ordinal === '' &&
      above.every((meaning) => tableOf(meaning).style === 'single-row') &&
      meanings.some(
        (meaning) =>
          meaning.kind === 'column' &&
          above.some((each) => each.kind === 'column' && each.table === meaning.table),
      )
    );
  }

  private isHeadRow(roles: readonly Role[]): boolean {
    return roles.includes('head') && !roles.includes('row');
  }

  private startRun(row: SourceRow, at: number, match: Match | undefined): void {
    const label = row.tokens[at]!;
    const candidates =
      match?.meanings.flatMap((meaning) => (meaning.kind === 'row' ? [meaning.row] : [])) ?? [];
    this.open({
      label,
      candidates,
      isExact: match?.isExact ?? false,
      isInline: at + 1 < row.tokens.length,
      row,
    });
  }

  private open(run: Pick<Run, 'candidates' | 'isExact' | 'isInline' | 'row'> & { label?: Token }) {
    this.head.isClosed = true;
    const { group, head, headLabels } = this;
    this.current = { ...run, group, head, headLabels, values: [] };
    this.runs.push(this.current);
  }

  private enterGroup(match: Match): void {
    this.current = undefined;
    this.head.isClosed = true;
    const group = match.meanings.find((meaning) => meaning.kind === 'group');
    this.group = group?.kind === 'group' ? group.words : '';
  }

  private addHead(token: Token, row: SourceRow, match?: Match): void {
    this.current = undefined;
    if (this.head.isClosed || this.head.labels.length === 0) {
      this.head = { labels: [], isClosed: false };
      this.heads.push(this.head);
    }
    this.head.labels.push({ token, row, ...(match ? { match } : {}) });
    this.headLabels += 1;
  }

  private addOther(row: SourceRow, at: number, roles: readonly Role[]): void {
    const token = row.tokens[at]!;
    const { current } = this;
    if (current?.row === row) current.values.push(token);
    else if (this.isHeadRow(roles)) this.addHead(token, row);
    else if (nextFilled(row, at)?.kind === 'value') this.startRun(row, at, undefined);
    else if (current && !current.isInline && isUnfinished(current)) current.values.push(token);
    else this.startRun(row, at, undefined);
  }

  private addValue(row: SourceRow, token: Token): void {
    const isWholeRow = row.tokens.every(({ kind }) => kind !== 'text');
    const { current } = this;
    if (current && (current.row === row || (!current.isInline && isWholeRow))) {
      current.values.push(token);
    } else if (
      isWholeRow &&
      (token.kind === 'value' || row.tokens.some(({ kind }) => kind === 'value'))
    ) {
      // Blank cells before a figure are cells like it.
      this.open({ candidates: [], isExact: false, isInline: row.tokens.length > 1, row });
      this.current!.values.push(token);
    } else if (token.kind === 'value' && row.tokens.length > 1) {
      // A serial number before a label, or a figure beside a head.
      this.runs.push({
        candidates: [],
        isExact: false,
        isInline: true,
        row,
        group: this.group,
        head: this.head,
        headLabels: this.headLabels,
        values: [token],
      });
    }
  }
}

function tableOf(meaning: Meaning): Table {
  return meaning.kind === 'row' ? meaning.row.table : meaning.table;
}

function roleWithout(token: Token): Role {
  return token.kind === 'text' ? 'other' : token.kind;
}

function nextFilled(row: SourceRow, at: number): Token | undefined {
  return row.tokens.slice(at + 1).find(({ kind }) => kind !== 'blank');
}

/** Whether a row whose cells stand on lines still lacks some, so that a text may be one of them. */
function isUnfinished({ candidates, values }: Run): boolean {
  const [row] = candidates;
  return row !== undefined && values.length > 0 && values.length < row.columns.length;
}
