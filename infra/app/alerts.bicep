import { tagSet, thresholds } from 'types.bicep'

// The alerts rest on these metrics, which the app has to send to Application Insights, counters as what was added since the last time:
//   marketosync.runs.ended       counter, 1 for each run that ended or waits to be resumed, with marketosync.state: completed, stopped, cancelled, failed
//   marketosync.records          counter of records that came to their end, with marketosync.status: created, …, skipped, …, unknown
//   marketosync.quota.left       gauge of the calls that are left today
//   marketosync.queue.set_aside  gauge of the queue's messages that cannot be read and are kept

param name string
param location string
param tags tagSet
param insightsId string
param dailyCallLimit int
param limits thresholds

@description('Where alerts are sent to. Empty: they are raised and seen in the portal only.')
param email string

// So few records say nothing about a share.
var leastRecords = 50

resource mail 'Microsoft.Insights/actionGroups@2024-10-01-preview' = if (!empty(email)) {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'MarketoSync'
    emailReceivers: [
      {
        name: 'operations'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

var rules = [
  {
    name: 'run-stopped'
    title: 'A MarketoSync run stopped'
    description: 'A run stopped or broke down before its end. GET /api/syncs lists the runs; the report of the run, or its status, says why and what to do.'
    severity: 1
    frequency: 'PT5M'
    window: 'PT15M'
    measure: 'runs'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      customMetrics
      | where name == 'marketosync.runs.ended'
      | where tostring(customDimensions['marketosync.state']) in ('stopped', 'failed')
      | summarize runs = sum(valueSum)
    '''
  }
  {
    name: 'records-refused'
    title: 'Many records did not get into Marketo'
    description: 'More than ${limits.refusedPercent} % of the records of the last hour were skipped, rejected, failed or remained unknown. The reports of the runs say why.'
    severity: 2
    frequency: 'PT15M'
    window: 'PT1H'
    measure: 'percent'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: limits.refusedPercent
    query: replace(
      '''
      customMetrics
      | where name == 'marketosync.records'
      | extend status = tostring(customDimensions['marketosync.status'])
      | summarize refused = sumif(valueSum, status in ('skipped', 'rejected', 'failed', 'unknown')), records = sum(valueSum)
      | where records >= LEAST
      | project percent = 100.0 * refused / records
    ''',
      'LEAST',
      string(leastRecords)
    )
  }
  {
    name: 'quota-nearly-spent'
    title: 'The daily calls to Marketo are nearly spent'
    description: 'Less than ${limits.quotaLeftPercent} % of the ${dailyCallLimit} calls of the day are left. Runs wait until midnight in Chicago once they are spent.'
    severity: 2
    frequency: 'PT15M'
    window: 'PT15M'
    measure: 'left'
    aggregation: 'Minimum'
    operator: 'LessThan'
    threshold: dailyCallLimit * limits.quotaLeftPercent / 100
    query: '''
      customMetrics
      | where name == 'marketosync.quota.left'
      | summarize arg_max(timestamp, valueSum)
      | where isnotnull(valueSum)
      | project left = valueSum
    '''
  }
  {
    name: 'messages-set-aside'
    title: 'Records that were posted cannot be read'
    description: 'Messages of the queue were set aside. GET /api/queue counts them; POST /api/queue/put-back gives them another try.'
    severity: 2
    frequency: 'PT15M'
    window: 'PT1H'
    measure: 'messages'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      customMetrics
      | where name == 'marketosync.queue.set_aside'
      | summarize arg_max(timestamp, valueSum)
      | where isnotnull(valueSum)
      | project messages = valueSum
    '''
  }
  {
    name: 'failures'
    title: 'MarketoSync itself fails'
    description: 'More than ${limits.failures} requests and functions failed or threw in a quarter of an hour.'
    severity: 1
    frequency: 'PT5M'
    window: 'PT15M'
    measure: 'failures'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: limits.failures
    // What a caller did wrong, a 4xx, is no failure of the app. One operation that fails often counts once.
    query: '''
      union
        (requests | where success == false and not(resultCode matches regex '^4[0-9][0-9]$') | project operation_Id),
        (exceptions | project operation_Id)
      | summarize failures = dcount(operation_Id)
    '''
  }
]

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${name}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.title
      description: rule.description
      enabled: true
      severity: rule.severity
      scopes: [insightsId]
      targetResourceTypes: ['Microsoft.Insights/components']
      evaluationFrequency: rule.frequency
      windowSize: rule.window
      autoMitigate: true
      // The service checks a query against telemetry that may not have its tables yet while everything is being made.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: rule.measure
            timeAggregation: rule.aggregation
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: empty(email) ? [] : [mail.id]
      }
    }
  }
]
