/** Plans to begin with, by kind: short, and commented for whoever sees one for the first time. Dates count from Monday, 2026-01-05. */
export const templates = {
  feature: `# Tasks, who does them, and what they wait for; dates follow by themselves.
# "Headway: Open Schedule to the Side" shows the chart.
plan: Title

people:
  me: {name: Me}

tasks:
  shape:
    title: Find out what is wanted
    effort: 2d
    assign: me

  build:
    title: Build it
    after: shape
    assign: me
    tasks:
      # Add \`code: src/file.ts#symbol\` to a task, and it leads to the code and back.
      model: {title: The model, effort: 2d}
      screen: {title: What people see, effort: 3d..5d, after: model}
      tests: {title: Tests, effort: 2d, after: model}

  review: {title: Review, effort: 1d, assign: me, after: build}
  released: {title: Released, milestone: true, after: review}
`,
  release: `# A release: what goes in, what has to be true, and the day on which it is due.
plan: Title

people:
  dev: {name: Developer}
  qa: {name: Tester}

tasks:
  freeze:
    title: The last changes
    assign: dev
    tasks:
      fixes: {title: Fix what blocks the release, effort: 3d..6d}
      upgrade: {title: Notes on upgrading, effort: 1d, after: fixes}

  candidate: {title: Release candidate, milestone: true, after: freeze}

  proof:
    title: Proof
    after: candidate
    tasks:
      regression: {title: Regression tests, effort: 3d, assign: qa}
      load: {title: Load test, effort: 1d, assign: dev}

  # A day that the editor warns about when the plan would miss it.
  ship: {title: Released, milestone: true, after: [proof, announce], deadline: 2026-02-13}
  announce: {title: Announcement, effort: 1d, assign: dev, after: candidate}
`,
  migration: `# A migration: nothing is switched off before its replacement has been proven.
plan: Title

people:
  dev: {name: Developer}
  ops: {name: Operations}

tasks:
  survey: {title: What depends on the old system, effort: 3d, assign: dev}

  move:
    title: Move
    after: survey
    tasks:
      schema: {title: New schema, effort: 3d, assign: dev}
      copy: {title: Copy the data, effort: 2d, assign: ops, after: schema}
      # Time on the clock, nights included: nobody works on it.
      backfill: {title: Backfill, elapsed: 36h, after: copy}
      adapters: {title: Write to both, effort: 4d, assign: dev, after: schema}

  rehearsal: {title: Rehearsal, effort: 1d, assign: [dev, ops], after: move}
  # A moment of its own: everything before it can be undone, everything after it cannot.
  changeover: {title: Switch over, milestone: true, after: rehearsal}
  watch: {title: Watch it, duration: 2w, owner: ops, after: changeover}
  retire: {title: Switch off the old system, effort: 1d, assign: ops, after: watch}

risks:
  rollback: {title: The new system cannot carry the load, probability: 20%, response: mitigate, plan: "Write to both, so that there is a way back"}
`,
  scrum: `# Scrum: three sprints of two weeks; tasks say in which one they are planned.
plan: Title

people:
  ana: {name: Ana}
  ben: {name: Ben}

teams:
  crew: [ana, ben]

sprints: {start: 2026-01-05, length: 2w, count: 3}

tasks:
  # Points are for the team's own measure; effort is what the schedule is made of.
  login:
    title: Sign in
    sprint: s1
    effort: 4d
    points: 5
    assign: crew
  profile:
    title: Profile page
    sprint: s1
    effort: 3d
    points: 3
    assign: crew
    after: login
  search: {title: Search, sprint: s2, effort: 6d, points: 8, assign: crew}
  export: {title: Export, sprint: s3, effort: 3d, points: 3, assign: crew, after: search}

# What may be taken into a later sprint; "Promote" makes a task of an idea.
ideas:
  dark: {title: Dark theme}
`,
  waterfall: `# Phases one after the other, each closed by a milestone.
plan: Title

people:
  analyst: {name: Analyst}
  dev: {name: Developer}
  tester: {name: Tester}

tasks:
  requirements:
    title: Requirements
    assign: analyst
    tasks:
      interviews: {title: Interviews, effort: 4d}
      specification: {title: Specification, effort: 5d, after: interviews}
      agreed: {title: Requirements agreed, milestone: true, after: specification}

  design:
    title: Design
    assign: dev
    after: requirements
    tasks:
      architecture: {title: Architecture, effort: 5d}
      approved: {title: Design approved, milestone: true, after: architecture}

  build:
    title: Build
    assign: dev
    after: design
    tasks:
      core: {title: The core, effort: 10d..15d}
      interface: {title: The interface, effort: 8d, after: core}

  test:
    title: Test
    assign: tester
    # Tests are written while the second half is built.
    after: build.core
    tasks:
      cases: {title: Test cases, effort: 5d}
      acceptance: {title: Acceptance, effort: 4d, after: [cases, build]}

  handover: {title: Handover, milestone: true, after: test}
`,
  portfolio: `# Plans side by side: tasks of the others are named by file, as in \`shop:checkout\`.
plan: Title

include: []

tasks:
  # A milestone that waits for something in each plan.
  together: {title: Everything is there, milestone: true}
`,
} as const;
