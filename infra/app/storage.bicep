import { appRoles, uploaderRole } from 'roles.bicep'
import { principal, retention, tagSet } from 'types.bicep'

param name string
param sku string
param location string
param tags tagSet
param inbox string
param retain retention
param appPrincipalId string
param uploader principal?

var deploymentContainer = 'deployments'
var runsContainer = 'runs'
var claimsContainer = 'claims'
var recordsQueue = 'marketo-records'

// A single deletion by mistake can be undone for this long. It adds to the days after which something is deleted on purpose.
var undeleteDays = 7

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Enabled'
    supportsHttpsTrafficOnly: true
    encryption: {
      keySource: 'Microsoft.Storage'
      requireInfrastructureEncryption: true
      services: {
        blob: {
          enabled: true
          keyType: 'Account'
        }
        queue: {
          enabled: true
          keyType: 'Account'
        }
        table: {
          enabled: true
          keyType: 'Account'
        }
      }
    }
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Allow'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    containerDeleteRetentionPolicy: {
      enabled: true
      days: undeleteDays
    }
    deleteRetentionPolicy: {
      enabled: true
      days: undeleteDays
    }
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = [
  for container in [deploymentContainer, runsContainer, claimsContainer]: {
    parent: blobs
    name: container
    properties: {
      publicAccess: 'None'
    }
  }
]

resource inboxContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobs
  name: inbox
  properties: {
    publicAccess: 'None'
  }
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2025-06-01' = {
  parent: account
  name: 'default'
}

resource recordQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-06-01' = [
  for queue in [recordsQueue, '${recordsQueue}-poison']: {
    parent: queues
    name: queue
  }
]

func deleteAfter(ruleName string, days int, prefixes string[]) resourceInput<'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01'>.properties.policy.rules[*] => {
  name: ruleName
  enabled: true
  type: 'Lifecycle'
  definition: {
    filters: {
      blobTypes: ['blockBlob']
      prefixMatch: prefixes
    }
    actions: {
      baseBlob: {
        delete: {
          daysAfterModificationGreaterThan: days
        }
      }
    }
  }
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        // The ids of runs begin with their date, so with a 2. What the runs have in common, _shared/, must stay however old it is.
        deleteAfter('old-runs', retain.runDays, ['${runsContainer}/2'])
        deleteAfter('filed-away', retain.runDays, ['${inbox}/archive/', '${inbox}/failed/'])
        // A record waits as long as the run before it is stopped: its content is kept as long as runs are, also where it was set aside.
        deleteAfter(
          'claims',
          retain.runDays,
          ['${claimsContainer}/${recordsQueue}/', '${claimsContainer}/${recordsQueue}-poison/']
        )
      ]
    }
  }
  dependsOn: [blobs]
}

resource appRights 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [
    appRoles.storageBlobDataContributor
    appRoles.storageQueueDataContributor
    appRoles.storageTableDataContributor
  ]: {
    name: guid(account.id, appPrincipalId, role)
    scope: account
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource uploaderRights 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (uploader != null) {
  name: guid(inboxContainer.id, uploader.?id ?? '', uploaderRole)
  scope: inboxContainer
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', uploaderRole)
    principalId: uploader.?id ?? ''
    principalType: uploader.?type ?? 'User'
  }
}

output name string = account.name
output deploymentContainerUrl string = '${account.properties.primaryEndpoints.blob}${deploymentContainer}'
output inboxUrl string = '${account.properties.primaryEndpoints.blob}${inbox}'
