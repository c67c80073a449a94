import { inboxOptions, limits, principal, retention, scale, tagSet, thresholds } from 'app/types.bicep'

targetScope = 'resourceGroup'

metadata name = 'MarketoSync'
metadata description = 'The function app with all that it needs: storage, a vault, telemetry and alerts. Nothing in it has a key or a password but Marketo itself.'

@description('Tells several installations in one resource group apart. The vault of one that was deleted keeps its name for 90 days, so that the next one needs another.')
@minLength(1)
@maxLength(12)
param name string = 'sync'

@description('Where everything is. Flex Consumption must be available there.')
param location string = resourceGroup().location

@description('Tags on every resource.')
param tags tagSet = {}

@description('The REST endpoint of the Marketo subscription, like https://123-ABC-456.mktorest.com.')
@minLength(9)
param marketoBaseUrl string

@description('Where Marketo gives tokens. Empty: the base URL with /identity.')
param marketoIdentityUrl string = ''

@description('Client id of the Marketo custom service.')
@minLength(1)
param marketoClientId string

@secure()
@description('Client secret of the Marketo custom service. It goes into the vault and nowhere else.')
@minLength(1)
param marketoClientSecret string

@secure()
@description('What webhooks sign with, 16 characters at least. Empty: they need a function key.')
param webhookSecret string = ''

@description('The limits of the calls to Marketo.')
param marketoLimits limits = {}

@description('When to drain the queue and look into the inbox: NCRONTAB with six fields, seconds first.')
@minLength(11)
param schedule string = '0 */5 * * * *'

@description('The container where files are put to be synced.')
@minLength(3)
@maxLength(63)
param inbox string = 'inbox'

@description('What is done with the files of the inbox.')
param inboxHandling inboxOptions = {}

@description('Who, besides the app, may put files into the inbox and take them out.')
param uploader principal?

@description('After how many days something is deleted.')
param retain retention = {
  runDays: 90
  logDays: 30
}

@description('How many copies of the data there are, and where. Not every region has zones: take Standard_LRS there.')
param storageSku 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS' = 'Standard_ZRS'

@description('How far the app scales.')
param scaling scale = {
  maximumInstanceCount: 10
  alwaysReadyInstances: 1
}

@description('Where alerts are sent to. Empty: they are raised and seen in the portal only.')
param alertEmail string = ''

@description('When to raise an alert.')
param alertThresholds thresholds = {
  refusedPercent: 10
  quotaLeftPercent: 10
  failures: 5
}

var token = uniqueString(resourceGroup().id, name)

// The app's own default, where none is given.
var dailyCallLimit = marketoLimits.?DailyCallLimit ?? 25000

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${name}-${token}'
  location: location
  tags: tags
}

module storage 'app/storage.bicep' = {
  params: {
    name: 'st${token}'
    sku: storageSku
    location: location
    tags: tags
    inbox: inbox
    retain: retain
    appPrincipalId: identity.properties.principalId
    uploader: uploader
  }
}

module monitoring 'app/monitoring.bicep' = {
  params: {
    logsName: 'log-${name}-${token}'
    insightsName: 'appi-${name}-${token}'
    location: location
    tags: tags
    retentionDays: retain.logDays
    appPrincipalId: identity.properties.principalId
  }
}

module vault 'app/vault.bicep' = {
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    appPrincipalId: identity.properties.principalId
    marketoClientSecret: marketoClientSecret
    webhookSecret: webhookSecret
  }
}

// The app takes its rights from the modules above by their outputs, so that they are there before it starts.
module function 'app/function.bicep' = {
  params: {
    planName: 'plan-${name}-${token}'
    name: 'func-${name}-${token}'
    location: location
    tags: tags
    identityId: identity.id
    identityClientId: identity.properties.clientId
    storageAccountName: storage.outputs.name
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    insightsConnectionString: monitoring.outputs.connectionString
    scaling: scaling
    settings: union(
      {
        Marketo__BaseUrl: marketoBaseUrl
        Marketo__ClientId: marketoClientId
        Marketo__ClientSecret: vault.outputs.clientSecretSetting
        Sync__Schedule: schedule
        // What wakes an app that is scaled to nothing reads no nested names (github.com/Azure/azure-functions-host/issues/8649).
        SyncSchedule: schedule
        Sync__Inbox: inbox
      },
      retain.?historyDays == null ? {} : { Sync__KeepHistoryDays: string(retain.?historyDays) },
      empty(marketoIdentityUrl) ? {} : { Marketo__IdentityUrl: marketoIdentityUrl },
      empty(webhookSecret) ? {} : { Sync__WebhookSecret: vault.outputs.webhookSecretSetting },
      toObject(
        filter(items(marketoLimits), limit => limit.?value != null),
        limit => 'Marketo__${limit.key}',
        limit => string(limit.?value)
      ),
      toObject(
        filter(items(inboxHandling), option => option.?value != null),
        option => 'Sync__${option.key}',
        option => string(option.?value)
      )
    )
  }
}

module alerts 'app/alerts.bicep' = {
  params: {
    name: '${name}-${token}'
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
    dailyCallLimit: dailyCallLimit
    limits: alertThresholds
    email: alertEmail
  }
}

@description('Of the function app: where to publish the code to.')
output functionAppName string = function.outputs.name

@description('Of the HTTP API.')
output apiUrl string = function.outputs.url

@description('Where to put files.')
output inboxUrl string = storage.outputs.inboxUrl
